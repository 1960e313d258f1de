//! Employers, their worksites and numbers, and what becomes of them.

use chrono::TimeDelta;
use entities::{
    employer::{self, EmployerStatus, FairChanceStance},
    employer_identifier::{self, IdentifierSystem},
    employer_succession,
    establishment::{self, SizeClass},
    ids::{AgencyId, EstablishmentId},
};
use sea_orm::ActiveValue::Set;

use super::{Stage, number, people};
use crate::{
    db::Tx,
    demo::region::{
        agencies::MEMBERS,
        circles::SALE,
        domain,
        employers::{EMPLOYERS, PARENTS, STREETS, TOWNS},
        phone, pick,
    },
    employers::{self, ops::Created},
    error::{Error, Result},
    establishments, identifiers,
    shared::external_references::Reference,
    successions,
};

const SIZES: [SizeClass; 5] = [
    SizeClass::From10To19,
    SizeClass::From20To49,
    SizeClass::From5To9,
    SizeClass::From100To249,
    SizeClass::From50To99,
];
/// One in so many employers has a second worksite.
const SECOND_SITE: usize = 4;

/// Adds an employer with its worksites, numbers and people.
pub(super) async fn add(tx: &Tx, stage: &mut Stage, turn: usize) -> Result<()> {
    let draft = employers::ops::checked(draft(stage, turn))?;
    let Created::Employer(made) = employers::ops::create_in(tx, &stage.cx, draft, true).await? else {
        return Err(Error::internal("an employer of the demo was not made"));
    };
    stage.employers.push(made.id);
    let first = site(tx, stage, turn, 0).await?;
    stage.sites.push(first);
    if turn.is_multiple_of(SECOND_SITE) {
        site(tx, stage, turn, 1).await?;
    }
    if let Some(agency) = made.lead_agency_id {
        numbers(tx, stage, turn, agency).await?;
    }
    people::arrive(tx, stage, turn).await
}

fn draft(stage: &Stage, turn: usize) -> employers::ops::Draft {
    let (name, naics, tags) = EMPLOYERS[turn];
    let lead = stage.users.get(lead_of(turn)).copied();
    let backup = stage.users.get(lead_of(turn + 1)).copied();
    let parent = PARENTS.iter().find(|(daughter, _)| *daughter == turn);
    let row = employer::ActiveModel {
        name: Set(name.to_owned()),
        legal_name: Set(turn.is_multiple_of(3).then(|| format!("{name}, LLC"))),
        parent_id: Set(parent.map(|(_, parent)| stage.employers[*parent])),
        naics_code: Set(Some(naics.to_owned())),
        status: Set(EmployerStatus::Prospect),
        website: Set(Some(format!("https://{}", domain(name)))),
        phone: Set(Some(phone(turn))),
        lead_agency_id: Set(lead.map(|(_, agency)| agency)),
        lead_user_id: Set(lead.map(|(user, _)| user)),
        backup_user_id: Set(backup.map(|(user, _)| user)),
        fair_chance: Set(match turn % 4 {
            0 => FairChanceStance::Yes,
            3 => FairChanceStance::No,
            _ => FairChanceStance::Unknown,
        }),
        fidelity_bond_count: Set(i32::from(turn.is_multiple_of(12))),
        ..Default::default()
    };
    let mut tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
    if turn.is_multiple_of(7) {
        tags.push("priority".to_owned());
    }
    employers::ops::Draft {
        row,
        tags: Some(tags),
        references: Some(references(turn)),
    }
}

/// What other systems call the employer.
fn references(turn: usize) -> Vec<Reference> {
    let reference = |system: &str, value: String| Reference {
        system: system.to_owned(),
        value,
    };
    let mut list = Vec::new();
    if turn.is_multiple_of(2) {
        list.push(reference("college crm", format!("C-{}", 1_000 + turn)));
    }
    if turn.is_multiple_of(5) {
        list.push(reference("job bank", format!("{}", 77_000 + turn * 3)));
    }
    list
}

/// A worksite: the first one is where the employer is known, the next one lies in another town.
async fn site(tx: &Tx, stage: &Stage, turn: usize, which: usize) -> Result<EstablishmentId> {
    let (name, naics, _) = EMPLOYERS[turn];
    let (town, postal_code, county) = *pick(&TOWNS, turn + 2 * which);
    let opened = stage.today() - TimeDelta::days(900 + number(turn) * 211 - 400 * number(which));
    let row = establishment::ActiveModel {
        employer_id: Set(stage.employers[turn]),
        name: Set(format!("{name}, {town}")),
        street: Set(Some(format!(
            "{} {}",
            100 + 17 * turn + which,
            pick(&STREETS, turn + which)
        ))),
        city: Set(Some(town.to_owned())),
        state: Set(Some("WA".to_owned())),
        postal_code: Set(Some(postal_code.to_owned())),
        county_fips: Set(Some(county.to_owned())),
        naics_code: Set(Some(naics.to_owned())),
        size_class: Set(Some(*pick(&SIZES, turn + which))),
        opened_on: Set((turn % 3 != 1).then_some(opened)),
        ..Default::default()
    };
    let draft = establishments::ops::Draft {
        row,
        ..Default::default()
    };
    let draft = establishments::ops::checked(draft)?;
    Ok(establishments::ops::create_in(tx, &stage.cx, draft).await?.id)
}

/// Numbers that no office has given out: they begin with zeros.
async fn numbers(tx: &Tx, stage: &Stage, turn: usize, agency: AgencyId) -> Result<()> {
    let number = match turn % 4 {
        0 | 2 => (
            IdentifierSystem::Fein,
            format!("00-{:07}", 1_000_003 + turn * 7_919),
        ),
        1 => (
            IdentifierSystem::StateUiAccount,
            format!("000-{:06}", 100_000 + turn * 613),
        ),
        _ => return Ok(()),
    };
    let row = employer_identifier::ActiveModel {
        employer_id: Set(stage.employers[turn]),
        system: Set(number.0),
        value: Set(number.1),
        from_on: Set(Some(stage.today() - TimeDelta::days(700))),
        agency_id: Set(agency),
        ..Default::default()
    };
    identifiers::ops::record_in(tx, &stage.cx, identifiers::ops::Draft(row), true).await?;
    Ok(())
}

/// Some months later the relationship stands somewhere else.
pub(super) async fn develop(tx: &Tx, stage: &Stage, turn: usize) -> Result<()> {
    let status = match turn % 10 {
        8 => EmployerStatus::Dormant,
        7 => EmployerStatus::Prospect,
        _ => EmployerStatus::Active,
    };
    let row = employer::ActiveModel {
        status: Set(status),
        description: Set(turn
            .is_multiple_of(5)
            .then(|| "Prefers to be called before ten in the morning.".to_owned())),
        ..Default::default()
    };
    change(tx, stage, turn, row).await
}

/// One manufacturer takes over another one, with its people.
pub(super) async fn sale(tx: &Tx, stage: &mut Stage) -> Result<()> {
    let (sold, buyer) = SALE;
    let row = employer::ActiveModel {
        status: Set(EmployerStatus::Closed),
        ..Default::default()
    };
    change(tx, stage, sold, row).await?;
    let row = establishment::ActiveModel {
        closed_on: Set(Some(stage.today())),
        ..Default::default()
    };
    let draft = establishments::ops::Draft {
        row,
        ..Default::default()
    };
    let draft = establishments::ops::checked(draft)?;
    establishments::ops::update_in(tx, &stage.cx, stage.sites[sold], None, draft).await?;
    let row = employer_succession::ActiveModel {
        predecessor_id: Set(stage.employers[sold]),
        successor_id: Set(stage.employers[buyer]),
        succeeded_on: Set(stage.today()),
        note: Set(Some(
            "Bought with all machines; the sheet metal line goes on at the new place.".to_owned(),
        )),
        ..Default::default()
    };
    let draft = successions::ops::checked(successions::ops::Draft(row))?;
    successions::ops::record_in(tx, &stage.cx, draft).await?;
    people::change_over(tx, stage, sold, buyer).await
}

async fn change(tx: &Tx, stage: &Stage, turn: usize, row: employer::ActiveModel) -> Result<()> {
    let draft = employers::ops::Draft {
        row,
        ..Default::default()
    };
    let draft = employers::ops::checked(draft)?;
    employers::ops::update_in(tx, &stage.cx, stage.employers[turn], None, draft).await?;
    Ok(())
}

/// Who leads the relationship: one of the staff, in turn.
pub(super) fn lead_of(turn: usize) -> &'static str {
    const FIRST: usize = 4;
    MEMBERS[FIRST + turn % (MEMBERS.len() - FIRST)].key
}
