//! The rules of identifiers. No message of theirs repeats a number.

use chrono::NaiveDate;
use entities::{
    confidentiality::Confidentiality,
    employer, employer_identifier,
    employer_identifier::IdentifierSystem,
    establishment,
    ids::{EmployerId, EstablishmentId, IdentifierId},
};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, QueryFilter,
};

use super::{formats, reads};
use crate::{
    app::Cx,
    checks::{Checks, MOST_NAME, effective},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    establishments,
    policy::{self, Action},
    record::{self, Updated, record},
};

record!(
    employer_identifier,
    Identifier,
    IdentifierId,
    |row| policy::is_open(row.confidentiality).then_some(row.employer_id),
    restricted: [Value]
);

/// What is set on an identifier: columns that are not set stay as they are. Without an agency it is the actor's.
#[derive(Clone, Debug, Default)]
pub struct Draft(pub employer_identifier::ActiveModel);

/// What became of a wish to record or change an identifier.
#[derive(Clone, Debug)]
pub enum Recorded<T> {
    /// It was done.
    Done(T),
    /// Live employers have the number; nothing was written.
    Candidates(Vec<employer::Model>),
}

/// Records an identifier. With `allow_duplicates` also when it is known already.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `INVALID` for values; `NOT_FOUND` for an employer or establishment that is not there.
pub async fn record(
    cx: &Cx,
    draft: Draft,
    allow_duplicates: bool,
) -> Result<Recorded<employer_identifier::Model>> {
    db::write(cx, async |tx| record_in(tx, cx, draft, allow_duplicates).await).await
}

/// [`record()`] inside a transaction, for imports.
///
/// # Errors
/// As [`record()`].
pub async fn record_in(
    tx: &Tx,
    cx: &Cx,
    Draft(mut row): Draft,
    allow_duplicates: bool,
) -> Result<Recorded<employer_identifier::Model>> {
    let agency = match (&row.agency_id, cx.actor.user()) {
        (Set(agency), _) => *agency,
        (_, Some(user)) => user.agency_id,
        _ => return Err(required("input.agencyId")),
    };
    cx.may_for(Action::IdentifierManage, agency)?;
    row.agency_id = Set(agency);
    let Set(employer) = row.employer_id else {
        return Err(required("input.employerId"));
    };
    let Set(system) = row.system else {
        return Err(required("input.system"));
    };
    if row.value.is_not_set() {
        return Err(required("input.value"));
    }
    let mut checks = Checks::new();
    let live = reads::live_employers(cx, tx, [employer]).await?;
    if live.is_empty() {
        checks.fail(
            UserErrorCode::NotFound,
            "input.employerId",
            "There is no such employer.",
        );
    }
    let site = check_establishment(tx, cx, employer, &row.establishment_id).await;
    checks.note(site);
    checks.note(settle(system, None, &mut row));
    checks.done()?;
    if row.confidentiality.is_not_set() {
        row.confidentiality = Set(usual_label(system));
    }
    if !allow_duplicates {
        let candidates = duplicates(tx, cx, employer, system, None, &row).await?;
        if !candidates.is_empty() {
            return Ok(Recorded::Candidates(candidates));
        }
    }
    let stored = record::insert::<employer_identifier::Entity>(tx, cx, row).await?;
    Ok(Recorded::Done(stored))
}

/// Changes an identifier: its number, days, label or establishment.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN` for what another agency recorded, `CONFLICT` when `version` is not the stored one, and those of
/// [`record()`].
pub async fn update(
    cx: &Cx,
    id: IdentifierId,
    version: i32,
    draft: Draft,
    allow_duplicates: bool,
) -> Result<Recorded<Updated<employer_identifier::Model>>> {
    db::write(cx, async |tx| {
        let Draft(mut row) = draft;
        let before = to_change(tx, cx, id).await?;
        let mut checks = Checks::new();
        let site = check_establishment(tx, cx, before.employer_id, &row.establishment_id).await;
        checks.note(site);
        checks.note(settle(before.system, Some(&before), &mut row));
        checks.done()?;
        if !allow_duplicates && row.value.is_set() {
            let employer = before.employer_id;
            let candidates = duplicates(tx, cx, employer, before.system, Some(&before), &row).await?;
            if !candidates.is_empty() {
                return Ok(Recorded::Candidates(candidates));
            }
        }
        let updated =
            record::update::<employer_identifier::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(Recorded::Done(updated))
    })
    .await
}

/// Says on which day an identifier was good for the last time.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it has ended already; `INVALID` when it ends before it begins.
pub async fn end(
    cx: &Cx,
    id: IdentifierId,
    version: i32,
    ended_on: NaiveDate,
) -> Result<employer_identifier::Model> {
    db::write(cx, async |tx| {
        let before = to_change(tx, cx, id).await?;
        if before.to_on.is_some() {
            let message = "This identifier has ended already; change the day with an update.";
            return Err(Error::state("id", message));
        }
        if before.from_on.is_some_and(|from| ended_on < from) {
            return Err(Error::invalid("endedOn", ENDS_TOO_EARLY));
        }
        let row = employer_identifier::ActiveModel {
            to_on: Set(Some(ended_on)),
            ..Default::default()
        };
        let ended =
            record::update::<employer_identifier::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(ended.row)
    })
    .await
}

const ENDS_TOO_EARLY: &str = "An identifier cannot end before it begins.";

/// The number in the form of its system, and the days in order, those that stay as they are included.
fn settle(
    system: IdentifierSystem,
    before: Option<&employer_identifier::Model>,
    row: &mut employer_identifier::ActiveModel,
) -> Result<()> {
    let mut checks = Checks::new();
    checks.required("input.value", &mut row.value, MOST_NAME);
    if let Set(given) = &mut row.value
        && !given.trim().is_empty()
    {
        match formats::shape(system, given) {
            Some(shaped) => *given = shaped,
            None => checks.fail(UserErrorCode::Invalid, "input.value", formats::expected(system)),
        }
    }
    let from = effective(&row.from_on, before.and_then(|before| before.from_on));
    let to = effective(&row.to_on, before.and_then(|before| before.to_on));
    if matches!((from, to), (Some(from), Some(to)) if to < from) {
        checks.fail(UserErrorCode::Invalid, "input.toOn", ENDS_TOO_EARLY);
    }
    checks.done()
}

/// Numbers that are published are open; all others stay with the agency until somebody says otherwise.
fn usual_label(system: IdentifierSystem) -> Confidentiality {
    match system {
        IdentifierSystem::Uei | IdentifierSystem::Lei | IdentifierSystem::Cik => Confidentiality::Public,
        _ => Confidentiality::Restricted,
    }
}

/// The identifier, which the actor may change.
async fn to_change(tx: &Tx, cx: &Cx, id: IdentifierId) -> Result<employer_identifier::Model> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may_for(Action::IdentifierManage, before.agency_id)?;
    Ok(before)
}

/// The establishment is a live one of the employer.
async fn check_establishment(
    tx: &Tx,
    cx: &Cx,
    employer: EmployerId,
    establishment: &ActiveValue<Option<EstablishmentId>>,
) -> Result<()> {
    let Set(Some(id)) = establishment else {
        return Ok(());
    };
    let row = establishments::reads::live(cx)
        .filter(establishment::Column::Id.eq(*id))
        .filter(establishment::Column::EmployerId.eq(employer))
        .one(tx)
        .await?;
    let path = "input.establishmentId";
    let missing = || {
        Error::user(
            UserErrorCode::NotFound,
            path,
            "The employer has no such establishment.",
        )
    };
    row.map(|_| ()).ok_or_else(missing)
}

/// Live employers that have the number by an identifier the actor may see: other ones, or this one at the same place. A
/// reporting unit counts within its employer only.
async fn duplicates(
    tx: &Tx,
    cx: &Cx,
    employer: EmployerId,
    system: IdentifierSystem,
    before: Option<&employer_identifier::Model>,
    row: &employer_identifier::ActiveModel,
) -> Result<Vec<employer::Model>> {
    let Set(value) = &row.value else {
        return Ok(Vec::new());
    };
    if before.is_some_and(|before| before.value == *value) {
        return Ok(Vec::new());
    }
    let place = effective(
        &row.establishment_id,
        before.and_then(|before| before.establishment_id),
    );
    let is_local = system == IdentifierSystem::QcewReportingUnit;
    let mut same = reads::same(cx, tx, system, value).await?;
    same.retain(|other| {
        let elsewhere = other.employer_id != employer;
        before.is_none_or(|before| before.id != other.id)
            && if elsewhere {
                !is_local
            } else {
                other.establishment_id == place
            }
    });
    reads::live_employers(cx, tx, same.iter().map(|other| other.employer_id)).await
}

fn required(path: &str) -> Error {
    Error::user(UserErrorCode::Required, path, "This must not be empty.")
}
