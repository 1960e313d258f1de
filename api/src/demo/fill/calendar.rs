//! What happens on which day.

use chrono::{DateTime, TimeDelta, Utc};
use entities::{partnership::PartnershipPhase, role_commitment::CommitmentState};

use super::{DAYS, number, pledges};
use crate::demo::region::{
    circles::{CIRCLES, PLACES, SALE_DAY},
    employers::EMPLOYERS,
};

/// How many talks are logged.
const MOST_TALKS: usize = 150;
/// How many gifts outside of promises are recorded.
const MOST_GIFTS: usize = 110;
/// Days within which all employers have been added.
const ARRIVALS: usize = 120;
/// How many people change employers, one every so many days from a day on.
const MOST_MOVES: usize = 16;
const FIRST_MOVE: i64 = 128;
const BETWEEN_MOVES: i64 = 26;

/// Something that happens.
#[derive(Clone, Copy)]
pub(super) enum Event {
    Arrives(usize),
    Develops(usize),
    Talk(usize),
    Gift(usize),
    Move(usize),
    /// The sale of one employer to another.
    Sale,
    /// A partnership begins.
    Begins(usize),
    /// A partnership comes to a phase.
    Comes(usize, PartnershipPhase),
    /// Another agency convenes it.
    Convenes(usize, &'static str),
    Joins(usize),
    Leaves(usize),
    /// A promise comes to a state.
    Pledge(pledges::Key, CommitmentState),
    /// An employer does what it promised.
    Evidence(usize, usize),
}

/// Everything, in order.
pub(super) fn timetable(start: DateTime<Utc>) -> Vec<(DateTime<Utc>, Event)> {
    let mut all = companies();
    all.extend(gatherings());
    all.extend(promises());
    let mut timed: Vec<(DateTime<Utc>, Event)> = (0..)
        .zip(all)
        .map(|(turn, (day, event))| {
            (
                start + TimeDelta::minutes(day * 24 * 60 + 60 + (turn * 47) % 480),
                event,
            )
        })
        .collect();
    timed.sort_by_key(|(at, _)| *at);
    timed
}

fn companies() -> Vec<(i64, Event)> {
    let mut all = Vec::new();
    for turn in 0..EMPLOYERS.len() {
        let day = number(ARRIVALS * turn / EMPLOYERS.len());
        all.push((day, Event::Arrives(turn)));
        all.push((day + 90 + number(turn), Event::Develops(turn)));
    }
    // The last days are left free, so that nothing lies in the future.
    let spread = |turn: usize, of: usize| 6 + (DAYS - 10) * number(turn) / number(of);
    all.extend((0..MOST_TALKS).map(|turn| (spread(turn, MOST_TALKS), Event::Talk(turn))));
    all.extend((0..MOST_GIFTS).map(|turn| (spread(turn, MOST_GIFTS), Event::Gift(turn))));
    all.extend((0..MOST_MOVES).map(|turn| (FIRST_MOVE + BETWEEN_MOVES * number(turn), Event::Move(turn))));
    all.push((SALE_DAY, Event::Sale));
    all
}

fn gatherings() -> Vec<(i64, Event)> {
    let mut all = Vec::new();
    for (place, circle) in CIRCLES.iter().enumerate() {
        all.push((circle.day, Event::Begins(place)));
        all.extend(
            circle
                .phases
                .iter()
                .map(|(day, phase)| (*day, Event::Comes(place, *phase))),
        );
        let later = circle.conveners.iter().filter(|(_, day)| *day > circle.day);
        all.extend(later.map(|(agency, day)| (*day, Event::Convenes(place, agency))));
    }
    for (turn, place) in PLACES.iter().enumerate() {
        all.push((place.joined, Event::Joins(turn)));
        all.extend(place.left.map(|day| (day, Event::Leaves(turn))));
    }
    all
}

fn promises() -> Vec<(i64, Event)> {
    let mut all = Vec::new();
    for (key, joined, path) in pledges::all() {
        let steps = pledges::steps(path, joined);
        all.extend(
            steps
                .into_iter()
                .map(|(day, state)| (day, Event::Pledge(key, state))),
        );
        if let pledges::Key::Employer(place, pledge) = key {
            let days = pledges::evidence(path, joined);
            all.extend(days.into_iter().map(|day| (day, Event::Evidence(place, pledge))));
        }
    }
    all
}
