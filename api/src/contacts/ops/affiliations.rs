//! The rules of affiliations: who works where, from when to when, and whom to ask first.

mod many;
mod references;
mod rules;

use chrono::{Days, NaiveDate};
use entities::{
    affiliation,
    ids::{AffiliationId, ContactId},
};
use sea_orm::ActiveValue::Set;

use crate::{
    app::Cx,
    checks::{Checks, MOST_LINE},
    contacts::reads,
    db::{self, Tx},
    error::{Error, Result},
    policy::Action,
    record::{self, Updated, record},
};
pub use many::{giving_way, start_many_in};

record!(affiliation, Affiliation, AffiliationId, |row| row.employer_id);

/// Where a person goes and when.
#[derive(Clone, Debug)]
pub struct Move {
    /// The columns of the new affiliation, its first day apart.
    pub row: affiliation::ActiveModel,
    /// The first day at the new place; today when none.
    pub on: Option<NaiveDate>,
}

/// What a move left behind.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The affiliation that ended.
    pub ended: affiliation::Model,
    /// The affiliation that started.
    pub started: affiliation::Model,
}

/// Starts an affiliation.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `NOT_FOUND` for a contact, employer, agency or establishment
/// that is not there; `DUPLICATE` when the person has the same affiliation at that time.
pub async fn start(cx: &Cx, row: affiliation::ActiveModel) -> Result<affiliation::Model> {
    cx.may(Action::ContactUpdate)?;
    let row = checked("input", row)?;
    db::write(cx, async |tx| start_in(tx, cx, row).await).await
}

/// [`start`] inside a transaction, for imports; the row is checked.
///
/// # Errors
/// As [`start`].
pub async fn start_in(tx: &Tx, cx: &Cx, row: affiliation::ActiveModel) -> Result<affiliation::Model> {
    references::contact(tx, cx, "input.contactId", &row).await?;
    begin(tx, cx, "input", row).await
}

/// Adds an affiliation of a contact that is there.
pub(super) async fn begin(
    tx: &Tx,
    cx: &Cx,
    path: &str,
    mut row: affiliation::ActiveModel,
) -> Result<affiliation::Model> {
    references::party(tx, cx, path, &row).await?;
    let planned = rules::applied(rules::blank(cx), &row);
    references::establishment(tx, cx, path, &planned).await?;
    rules::in_order(path, &planned)?;
    rules::refuse_twin(tx, &planned).await?;
    row.is_primary = Set(planned.is_primary);
    row.sort_from = Set(planned.sort_from);
    let row = record::insert::<affiliation::Entity>(tx, cx, row).await?;
    rules::take_primary(tx, cx, &row).await?;
    Ok(row)
}

/// Changes an affiliation.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT` when `version` is not the stored one, `STATE` when it is in the trash, and those of
/// [`start`].
pub async fn update(
    cx: &Cx,
    id: AffiliationId,
    version: i32,
    row: affiliation::ActiveModel,
) -> Result<Updated<affiliation::Model>> {
    let row = checked("input", row)?;
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), row).await).await
}

/// [`update`] inside a transaction, for imports; the row is checked.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: AffiliationId,
    version: Option<i32>,
    row: affiliation::ActiveModel,
) -> Result<Updated<affiliation::Model>> {
    let before = alive(tx, cx, id).await?;
    change(tx, cx, &before, version, row).await
}

/// Ends an affiliation: `on`, or today, is its last day.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it has ended already or is in the trash; `INVALID` when `on` is before
/// its first day.
pub async fn end(
    cx: &Cx,
    id: AffiliationId,
    version: i32,
    on: Option<NaiveDate>,
) -> Result<Updated<affiliation::Model>> {
    db::write(cx, async |tx| {
        let before = alive(tx, cx, id).await?;
        let on = on.unwrap_or_else(|| reads::today(cx));
        end_in(tx, cx, &before, Some(version), "on", on).await
    })
    .await
}

/// Moves a person: ends one affiliation the day before and starts another one, both or neither.
///
/// # Errors
/// `NOT_FOUND` also when the affiliation is not the contact's; those of [`end`] and [`start`].
pub async fn move_on(
    cx: &Cx,
    contact: ContactId,
    from: AffiliationId,
    version: i32,
    to: Move,
) -> Result<Moved> {
    let row = checked("input", to.row)?;
    let to = Move { row, ..to };
    db::write(cx, async |tx| {
        move_in(tx, cx, contact, from, Some(version), to).await
    })
    .await
}

/// [`move_on`] inside a transaction, for the demo; the row is checked.
///
/// # Errors
/// As [`move_on`].
pub async fn move_in(
    tx: &Tx,
    cx: &Cx,
    contact: ContactId,
    from: AffiliationId,
    version: Option<i32>,
    to: Move,
) -> Result<Moved> {
    let before = alive(tx, cx, from).await?;
    if before.contact_id != contact {
        return Err(Error::NotFound);
    }
    let on = to.on.unwrap_or_else(|| reads::today(cx));
    let last = on.checked_sub_days(Days::new(1)).unwrap_or(on);
    let ended = end_in(tx, cx, &before, version, "input.on", last).await?.row;
    let mut row = to.row;
    row.contact_id = Set(contact);
    row.from_on = Set(Some(on));
    row.to_on = Set(None);
    let started = begin(tx, cx, "input.to", row).await?;
    Ok(Moved { ended, started })
}

/// Puts an affiliation into the trash: it was a mistake. Whoever may add one may take it back.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: AffiliationId, version: i32) -> Result<affiliation::Model> {
    db::write(cx, async |tx| {
        let before = reads::affiliation(cx, tx, id).await?;
        cx.may(Action::ContactUpdate)?;
        if before.trashed_at.is_some() {
            return Err(Error::state("id", "This affiliation is in the trash already."));
        }
        let row = affiliation::ActiveModel {
            trashed_at: Set(Some(cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<affiliation::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Takes an affiliation out of the trash. It is no longer the primary one where another one has become that.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash; `DUPLICATE` as for [`start`].
pub async fn restore(cx: &Cx, id: AffiliationId, version: i32) -> Result<affiliation::Model> {
    db::write(cx, async |tx| {
        let before = reads::affiliation(cx, tx, id).await?;
        cx.may(Action::ContactUpdate)?;
        if before.trashed_at.is_none() {
            return Err(Error::state("id", "This affiliation is not in the trash."));
        }
        references::lock(tx, &before).await?;
        rules::refuse_twin(tx, &before).await?;
        let others = rules::other_primaries(tx, cx, &before).await?;
        let row = affiliation::ActiveModel {
            trashed_at: Set(None),
            is_primary: Set(before.is_primary && others.is_empty()),
            ..Default::default()
        };
        let updated = record::update::<affiliation::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Cleans the values; `path` is where they stand in the arguments.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(path: &str, mut row: affiliation::ActiveModel) -> Result<affiliation::ActiveModel> {
    let mut checks = Checks::new();
    checks.optional(&format!("{path}.title"), &mut row.title, MOST_LINE);
    checks.done().map(|()| row)
}

/// An affiliation that may be changed.
async fn alive(tx: &Tx, cx: &Cx, id: AffiliationId) -> Result<affiliation::Model> {
    let row = reads::affiliation(cx, tx, id).await?;
    cx.may(Action::ContactUpdate)?;
    if row.trashed_at.is_some() {
        let message = "This affiliation is in the trash; restore it first.";
        return Err(Error::state("id", message));
    }
    Ok(row)
}

async fn end_in(
    tx: &Tx,
    cx: &Cx,
    before: &affiliation::Model,
    version: Option<i32>,
    path: &str,
    on: NaiveDate,
) -> Result<Updated<affiliation::Model>> {
    if before.to_on.is_some_and(|last| last < reads::today(cx)) {
        return Err(Error::state("id", "This affiliation has ended already."));
    }
    if before.from_on.is_some_and(|first| on < first) {
        let message = "The last day there would be before the first one.";
        return Err(Error::invalid(path, message));
    }
    let row = affiliation::ActiveModel {
        to_on: Set(Some(on)),
        ..Default::default()
    };
    change(tx, cx, before, version, row).await
}

async fn change(
    tx: &Tx,
    cx: &Cx,
    before: &affiliation::Model,
    version: Option<i32>,
    mut row: affiliation::ActiveModel,
) -> Result<Updated<affiliation::Model>> {
    references::lock(tx, before).await?;
    let planned = rules::applied(before.clone(), &row);
    if planned.establishment_id != before.establishment_id {
        references::establishment(tx, cx, "input", &planned).await?;
    }
    rules::in_order("input", &planned)?;
    rules::refuse_twin(tx, &planned).await?;
    row.sort_from = Set(planned.sort_from);
    let updated = record::update::<affiliation::Entity>(tx, cx, before, version, row).await?;
    rules::take_primary(tx, cx, &updated.row).await?;
    Ok(updated)
}
