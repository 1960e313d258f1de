//! The history: what happens, played in order.

use chrono::TimeDelta;
use entities::{
    contribution::{self, RecordSource},
    engagement,
    ids::{AgencyId, PartnershipId, ProgramId},
    values::Money,
};
use sea_orm::ActiveValue::Set;

use super::{
    Stage,
    calendar::{self, Event},
    circles, companies, found, graduates, ladder, people, pledges,
};
use crate::{
    contributions,
    db::Tx,
    demo::region::{
        activity::{GIFTS, Gift, SESSION, TALKS},
        circles::{PLACES, SALE},
        pick,
    },
    engagements,
    error::Result,
};

/// Plays the history from the first day to today.
pub(super) async fn play(tx: &Tx, stage: &mut Stage) -> Result<()> {
    for (at, event) in calendar::timetable(stage.start) {
        stage.go_to(at);
        match event {
            Event::Arrives(turn) => companies::add(tx, stage, turn).await?,
            Event::Develops(turn) => companies::develop(tx, stage, turn).await?,
            Event::Sale => companies::sale(tx, stage).await?,
            Event::Talk(turn) => talk(tx, stage, turn).await?,
            Event::Gift(turn) => gift(tx, stage, turn).await?,
            Event::Evidence(place, pledge) => evidence(tx, stage, place, pledge).await?,
            Event::Move(turn) => people::go(tx, stage, turn).await?,
            Event::Begins(turn) => circles::begin(tx, stage, turn).await?,
            Event::Comes(turn, phase) => circles::come(tx, stage, turn, phase).await?,
            Event::Convenes(turn, agency) => circles::convene(tx, stage, turn, agency).await?,
            Event::Joins(turn) => circles::join_employer(tx, stage, turn).await?,
            Event::Leaves(turn) => circles::leave(tx, stage, turn).await?,
            Event::Pledge(key, next) => pledges::advance(tx, stage, key, next).await?,
        }
    }
    let nursing = ladder::draw(tx, stage).await?;
    graduates::complete(tx, stage, &nursing).await
}

/// One of the employers that are known by then and still there.
fn employer(stage: &Stage, turn: usize) -> usize {
    let place = turn % stage.employers.len();
    // The buyer answers for the employer that was sold.
    if place == SALE.0 && stage.people[place].is_empty() {
        SALE.1
    } else {
        place
    }
}

/// The partnership that an employer is in.
fn circle_of(stage: &Stage, employer: usize) -> Option<PartnershipId> {
    let place = PLACES
        .iter()
        .find(|place| place.employer == employer && stage.seats.contains_key(&(place.circle, employer)))?;
    stage.circles.get(place.circle).copied()
}

/// A talk with an employer, and with somebody there.
async fn talk(tx: &Tx, stage: &Stage, turn: usize) -> Result<()> {
    let (channel, subject, body, next_step, visibility) = pick(&TALKS, turn);
    let place = employer(stage, turn * 13);
    let (user, agency) = found(stage.users.get(companies::lead_of(turn / 2)).copied(), "user")?;
    let now = stage.cx.app.clock.now();
    let due = now.date_naive() + TimeDelta::days(14);
    let row = engagement::ActiveModel {
        channel: Set(*channel),
        occurred_at: Set(now - TimeDelta::minutes(40)),
        employer_id: Set(stage.employers[place]),
        establishment_id: Set(Some(stage.sites[place])),
        partnership_id: Set(circle_of(stage, place).filter(|_| turn.is_multiple_of(2))),
        agency_id: Set(agency),
        user_id: Set(Some(user)),
        subject: Set((*subject).to_owned()),
        body: Set(Some((*body).to_owned())),
        next_step: Set(next_step.map(str::to_owned)),
        next_step_due_on: Set(next_step.map(|_| due)),
        visibility: Set(*visibility),
        ..Default::default()
    };
    let asked = stage.asked(place, turn).map(|person| person.contact);
    let draft = engagements::ops::Draft {
        row,
        contacts: Some(asked.into_iter().collect()),
        users: Some(vec![user]),
    };
    let draft = engagements::ops::checked(&stage.cx, draft)?;
    engagements::ops::log_in(tx, &stage.cx, draft).await?;
    Ok(())
}

/// A gift of an employer, outside of any promise.
async fn gift(tx: &Tx, stage: &Stage, turn: usize) -> Result<()> {
    let (gift, program) = (pick(&GIFTS, turn), *pick(&stage.programs, turn));
    let row = contribution::ActiveModel {
        employer_id: Set(stage.employers[employer(stage, turn * 7)]),
        ..given(stage, gift, gift.role, program)?
    };
    record(tx, stage, row).await
}

/// An employer does what it promised to a partnership.
async fn evidence(tx: &Tx, stage: &Stage, turn: usize, pledge: usize) -> Result<()> {
    let place = &PLACES[turn];
    let (role, _) = place.pledges[pledge];
    let gift = GIFTS.iter().find(|gift| gift.role == role).unwrap_or(&SESSION);
    // Programs of the partnership's industry: see the region's table.
    let programs = if place.circle == "health" {
        [2, 5, 7]
    } else {
        [0, 1, 6]
    };
    let program = stage.programs[programs[(turn + pledge) % programs.len()]];
    let row = contribution::ActiveModel {
        employer_id: Set(stage.employers[place.employer]),
        partnership_id: Set(stage.circles.get(place.circle).copied()),
        ..given(stage, gift, role, program)?
    };
    record(tx, stage, row).await
}

fn given(
    stage: &Stage,
    gift: &Gift,
    role: &str,
    (program, agency): (ProgramId, AgencyId),
) -> Result<contribution::ActiveModel> {
    let hours = i64::from(gift.people) * gift.hours_each * 100;
    Ok(contribution::ActiveModel {
        agency_id: Set(agency),
        program_id: Set(Some(program)),
        role_type_id: Set(Some(stage.role(role)?)),
        activity: Set(Some(gift.activity)),
        contributed_on: Set(Some(stage.today())),
        event_name: Set(Some(gift.event.to_owned())),
        people: Set(gift.people),
        hours_hundredths: Set(hours),
        internship_hours_hundredths: Set(if gift.stipend > 0 { hours } else { 0 }),
        cash_cents: Set(Money::from_cents(gift.cash)),
        equipment_cents: Set(Money::from_cents(gift.equipment)),
        scholarship_cents: Set(Money::from_cents(gift.scholarship)),
        stipend_cents: Set(Money::from_cents(gift.stipend)),
        recorded_from: Set(RecordSource::Manual),
        ..Default::default()
    })
}

async fn record(tx: &Tx, stage: &Stage, row: contribution::ActiveModel) -> Result<()> {
    let draft = contributions::ops::checked(&stage.cx, contributions::ops::Draft { row })?;
    contributions::ops::record_in(tx, &stage.cx, draft).await?;
    Ok(())
}
