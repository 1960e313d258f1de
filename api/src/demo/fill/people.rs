//! The people at employers and agencies: who is where, who moves, who comes after them.

use chrono::TimeDelta;
use entities::{
    affiliation,
    contact::{self, PreferredChannel},
    ids::ContactId,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{Person, Stage, circles, found, number};
use crate::{
    contacts::ops::{
        self, Created, Draft, Point,
        affiliations::{self, Move},
    },
    db::Tx,
    demo::region::{
        domain,
        employers::EMPLOYERS,
        people::{REASONS, TITLES, name},
        phone, pick,
    },
    error::{Error, Result},
};

/// How many people are known at an employer: the members of partnerships have a second one.
fn count(employer: usize) -> usize {
    if employer < 30 {
        2 + employer % 2
    } else {
        1 + employer % 3
    }
}

/// The first people of an employer.
pub(super) async fn arrive(tx: &Tx, stage: &mut Stage, employer: usize) -> Result<()> {
    stage.people.push(Vec::new());
    for place in 0..count(employer) {
        let days = 200 + (number(stage.turn) * 137) % 2_500;
        let from = stage.today() - TimeDelta::days(days);
        let row = affiliation::ActiveModel {
            employer_id: Set(Some(stage.employers[employer])),
            establishment_id: Set((place == 0).then(|| stage.sites[employer])),
            title: Set(Some((*pick(&TITLES, stage.turn)).to_owned())),
            // Of some it is not known since when.
            from_on: Set((stage.turn % 6 != 4).then_some(from)),
            is_primary: Set(place == 0),
            ..Default::default()
        };
        let may_be_asked = place < 2 || !stage.turn.is_multiple_of(3);
        let person = meet(tx, stage, EMPLOYERS[employer].0, row, may_be_asked).await?;
        stage.people[employer].push(person);
        if stage.turn % 8 == 3 && employer > 0 {
            worked_elsewhere(tx, stage, person, employer / 2, from).await?;
        }
    }
    Ok(())
}

/// A new contact at an organization.
async fn meet(
    tx: &Tx,
    stage: &mut Stage,
    organization: &str,
    row: affiliation::ActiveModel,
    may_be_asked: bool,
) -> Result<Person> {
    let turn = stage.turn;
    stage.turn += 1;
    let mut draft = draft(organization, turn, may_be_asked);
    draft.affiliation = Some(row);
    let draft = ops::checked(draft)?;
    let Created::Contact(made) = ops::create_in(tx, &stage.cx, draft, true).await? else {
        return Err(Error::internal("a person of the demo was not made"));
    };
    let row = affiliation::Entity::find()
        .filter(affiliation::Column::ContactId.eq(made.id))
        .one(tx)
        .await?;
    Ok(Person {
        contact: made.id,
        affiliation: found(row, "affiliation")?.id,
        turn,
        may_be_asked,
    })
}

fn draft(organization: &str, turn: usize, may_be_asked: bool) -> Draft {
    let (given, family) = name(turn);
    let channel = [
        None,
        Some(PreferredChannel::Email),
        Some(PreferredChannel::Phone),
        None,
        Some(PreferredChannel::Text),
    ];
    let row = contact::ActiveModel {
        given_name: Set(Some(given.to_owned())),
        family_name: Set(Some(family.to_owned())),
        preferred_channel: Set(channel[turn % channel.len()]),
        language: Set((turn % 9 == 4).then(|| "es".to_owned())),
        do_not_contact: Set(!may_be_asked),
        do_not_contact_reason: Set((!may_be_asked).then(|| (*pick(&REASONS, turn)).to_owned())),
        note: Set((turn % 11 == 2).then(|| "Went to school in the valley and likes to say so.".to_owned())),
        ..Default::default()
    };
    Draft {
        row,
        emails: Some(emails(organization, turn)),
        phones: Some(phones(turn)),
        references: None,
        affiliation: None,
    }
}

/// At work, and now and then the shared address of the office, or one at home.
fn emails(organization: &str, turn: usize) -> Vec<Point> {
    let (given, family) = name(turn);
    let (given, family) = (given.to_lowercase(), family.to_lowercase());
    let host = domain(organization);
    let mut list = vec![point(format!("{given}.{family}@{host}"), "work")];
    if turn.is_multiple_of(4) {
        list.push(point(format!("office@{host}"), "shared"));
    }
    if turn % 5 == 1 {
        list.push(point(format!("{given}.{family}@home.example.org"), "home"));
    }
    list
}

fn phones(turn: usize) -> Vec<Point> {
    let mut list = vec![point(phone(turn * 3 + 1), "work")];
    if turn.is_multiple_of(3) {
        list.push(point(phone(turn * 3 + 2), "mobile"));
    }
    list
}

fn point(value: String, label: &str) -> Point {
    Point {
        value,
        label: Some(label.to_owned()),
    }
}

/// Where somebody worked before.
async fn worked_elsewhere(
    tx: &Tx,
    stage: &Stage,
    person: Person,
    employer: usize,
    until: chrono::NaiveDate,
) -> Result<()> {
    let row = affiliation::ActiveModel {
        contact_id: Set(person.contact),
        employer_id: Set(Some(stage.employers[employer])),
        title: Set(Some((*pick(&TITLES, person.turn + 5)).to_owned())),
        from_on: Set(Some(until - TimeDelta::days(1_100))),
        to_on: Set(Some(until - TimeDelta::days(1))),
        is_primary: Set(false),
        ..Default::default()
    };
    let row = affiliations::checked("input", row)?;
    affiliations::start_in(tx, &stage.cx, row).await?;
    Ok(())
}

/// The person who is asked first goes to another employer, and somebody new comes, or nobody does.
pub(super) async fn go(tx: &Tx, stage: &mut Stage, turn: usize) -> Result<()> {
    let from = (turn * 11 + 1) % stage.employers.len();
    let to = (from + 9) % stage.employers.len();
    let Some(person) = stage.people[from].first().copied() else {
        return Ok(());
    };
    stage.people[from].remove(0);
    transfer(tx, stage, person, to).await?;
    // Where no partnership waits for an answer, the place stays empty now and then.
    if from >= 30 && turn.is_multiple_of(3) {
        return Ok(());
    }
    let row = affiliation::ActiveModel {
        employer_id: Set(Some(stage.employers[from])),
        establishment_id: Set(Some(stage.sites[from])),
        title: Set(Some((*pick(&TITLES, person.turn)).to_owned())),
        from_on: Set(Some(stage.today())),
        is_primary: Set(true),
        ..Default::default()
    };
    let next = meet(tx, stage, EMPLOYERS[from].0, row, true).await?;
    stage.people[from].insert(0, next);
    circles::hand_over(tx, stage, from, next.contact).await
}

/// When an employer is sold, its people go along.
pub(super) async fn change_over(tx: &Tx, stage: &mut Stage, from: usize, to: usize) -> Result<()> {
    for person in std::mem::take(&mut stage.people[from]) {
        transfer(tx, stage, person, to).await?;
    }
    Ok(())
}

/// Ends an affiliation yesterday, starts one today, and writes the new address first.
async fn transfer(tx: &Tx, stage: &mut Stage, person: Person, to: usize) -> Result<()> {
    let row = affiliation::ActiveModel {
        employer_id: Set(Some(stage.employers[to])),
        title: Set(Some((*pick(&TITLES, person.turn + 1)).to_owned())),
        is_primary: Set(false),
        ..Default::default()
    };
    let wish = Move {
        row: affiliations::checked("input", row)?,
        on: Some(stage.today()),
    };
    let moved = affiliations::move_in(tx, &stage.cx, person.contact, person.affiliation, None, wish).await?;
    let draft = ops::checked(Draft {
        emails: Some(emails(EMPLOYERS[to].0, person.turn)),
        ..Draft::default()
    })?;
    ops::update_in(tx, &stage.cx, person.contact, None, draft).await?;
    stage.people[to].push(Person {
        affiliation: moved.started.id,
        ..person
    });
    Ok(())
}

/// Who speaks for an agency: known from the first time on.
pub(super) async fn of_agency(
    tx: &Tx,
    stage: &mut Stage,
    key: &'static str,
    agency: &str,
) -> Result<ContactId> {
    if let Some(known) = stage.spokespeople.get(key) {
        return Ok(*known);
    }
    let row = affiliation::ActiveModel {
        agency_id: Set(Some(stage.agency(key)?)),
        title: Set(Some("Director of Partnerships".to_owned())),
        from_on: Set(Some(stage.today() - TimeDelta::days(1_500))),
        is_primary: Set(true),
        ..Default::default()
    };
    let person = meet(tx, stage, agency, row, true).await?;
    stage.spokespeople.insert(key, person.contact);
    Ok(person.contact)
}
