//! Filling an empty database with the Alder Valley, day after day.

mod calendar;
mod cast;
mod circles;
mod companies;
mod events;
mod graduates;
mod ladder;
mod people;
mod pledges;
mod studies;

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use entities::ids::{
    AffiliationId, AgencyId, CommitmentId, ContactId, EmployerId, EstablishmentId, MembershipId,
    PartnershipId, ProgramId, RoleTypeId, SectorId, UserId,
};

use super::{Doors, REASON, again};
use crate::{
    app::{App, Cx},
    clock::Clock,
    db,
    error::{Error, Result},
    outcomes,
};

/// How long ago the region began to use Guildhall: eighteen months.
const DAYS: i64 = 548;

/// The region as far as it is made.
struct Stage {
    /// Guildhall itself, at the time of the history.
    cx: Cx,
    /// The first day.
    start: DateTime<Utc>,
    agencies: HashMap<&'static str, AgencyId>,
    users: HashMap<&'static str, (UserId, AgencyId)>,
    roles: HashMap<String, RoleTypeId>,
    sectors: HashMap<String, SectorId>,
    programs: Vec<(ProgramId, AgencyId)>,
    employers: Vec<EmployerId>,
    sites: Vec<EstablishmentId>,
    /// Who is at each employer now.
    people: Vec<Vec<Person>>,
    /// Who speaks for each agency.
    spokespeople: HashMap<&'static str, ContactId>,
    /// How many people were made: each gets the next name.
    turn: usize,
    circles: HashMap<&'static str, PartnershipId>,
    /// By the partnership's key and the employer's place.
    seats: HashMap<(&'static str, usize), MembershipId>,
    /// The members of the compact, in the order of its table.
    signers: Vec<MembershipId>,
    pledges: HashMap<pledges::Key, CommitmentId>,
}

/// Somebody at an employer.
#[derive(Clone, Copy)]
struct Person {
    contact: ContactId,
    affiliation: AffiliationId,
    /// The turn of the name.
    turn: usize,
    /// Whether the person may be asked.
    may_be_asked: bool,
}

/// Fills the database. It is empty: see [`super::content`].
///
/// # Errors
/// Database errors.
pub async fn fill(app: &Arc<App>) -> Result<Doors> {
    let start = beginning(app.clock.now());
    let mut stage = Stage::new(app, start);
    let password = again::new_password()?;
    cast::lists(&mut stage).await?;
    cast::agencies(&mut stage).await?;
    cast::members(&mut stage, &password).await?;
    let cx = stage.cx.clone();
    // In one transaction: an interrupted demo has no employers, and that is how it is known.
    db::write(&cx, async |tx| events::play(tx, &mut stage).await).await?;
    outcomes::ops::publish(&app.system(REASON)).await?;
    again::doors(&app.system(REASON), password).await
}

/// A morning eighteen months ago.
fn beginning(now: DateTime<Utc>) -> DateTime<Utc> {
    let day = (now - TimeDelta::days(DAYS)).date_naive();
    day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(15)
}

impl Stage {
    fn new(app: &Arc<App>, start: DateTime<Utc>) -> Self {
        Self {
            cx: app.at(Clock::fixed(start)).system(REASON),
            start,
            agencies: HashMap::new(),
            users: HashMap::new(),
            roles: HashMap::new(),
            sectors: HashMap::new(),
            programs: Vec::new(),
            employers: Vec::new(),
            sites: Vec::new(),
            people: Vec::new(),
            spokespeople: HashMap::new(),
            turn: 0,
            circles: HashMap::new(),
            seats: HashMap::new(),
            signers: Vec::new(),
            pledges: HashMap::new(),
        }
    }

    /// Moves the time to a moment of the history; it never goes back.
    fn go_to(&self, at: DateTime<Utc>) {
        let clock = &self.cx.app.clock;
        clock.advance((at - clock.now()).max(TimeDelta::zero()));
    }

    /// The day it is in the history.
    fn today(&self) -> NaiveDate {
        self.cx.app.clock.today()
    }

    /// An agency of the region's tables.
    fn agency(&self, key: &str) -> Result<AgencyId> {
        found(self.agencies.get(key).copied(), key)
    }

    /// A role type by its key.
    fn role(&self, key: &str) -> Result<RoleTypeId> {
        found(self.roles.get(key).copied(), key)
    }

    /// The person at an employer who is asked: none where nobody is left.
    fn asked(&self, employer: usize, turn: usize) -> Option<Person> {
        let people: Vec<&Person> = self.people[employer]
            .iter()
            .filter(|person| person.may_be_asked)
            .collect();
        (!people.is_empty()).then(|| *people[turn % people.len()])
    }
}

/// What the tables of the region refer to is made before it is needed.
fn found<T>(value: Option<T>, key: &str) -> Result<T> {
    value.ok_or_else(|| Error::internal(format!("the demo has no {key}")))
}

/// A turn as a number of days, cents or minutes.
fn number(turn: usize) -> i64 {
    i64::try_from(turn).unwrap_or_default()
}
