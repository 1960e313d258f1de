//! The rules of hires.

pub mod employment;
mod references;
mod values;

use entities::{
    hire::{self, HireSource},
    ids::{CompleterId, HireId, ReferralId},
};
use sea_orm::ActiveValue::Set;

use super::reads;
use crate::{
    app::Cx,
    completers,
    db::{self, Tx},
    error::{Error, OnUnique as _, Result, UserError, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    referrals,
    shared::references::changed,
};

pub use values::checked;

record!(hire, Hire, HireId, |_row| None, restricted: [Note, HourlyWageCents]);

/// What is set on a hire: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. The completer, its agency, program and program year are set here, not by the caller.
    pub row: hire::ActiveModel,
}

/// Records that an employer hired a completer, and brings the referral that led to it to `HIRED`.
///
/// # Errors
/// `NOT_FOUND` for a record it names that is not there; `FORBIDDEN`; `REQUIRED`, `INVALID`, `TOO_LONG`, `PERSONAL_DATA` for values;
/// `STATE` when the completer is in the trash or the referral has ended; `DUPLICATE` for a hire that is on record.
pub async fn record(
    cx: &Cx,
    completer: CompleterId,
    referral: Option<ReferralId>,
    draft: Draft,
) -> Result<hire::Model> {
    db::write(cx, async |tx| record_in(tx, cx, completer, referral, draft).await).await
}

/// [`record()`] inside a transaction, of the completer whom the draft names, without a referral.
///
/// # Errors
/// As [`record()`].
pub async fn record_named(tx: &Tx, cx: &Cx, draft: Draft) -> Result<hire::Model> {
    let Set(completer) = draft.row.completer_id else {
        let message = "This must not be empty.";
        return Err(Error::user(UserErrorCode::Required, "input.completerId", message));
    };
    record_in(tx, cx, completer, None, draft).await
}

/// [`record()`] inside a transaction.
///
/// # Errors
/// As [`record()`].
pub async fn record_in(
    tx: &Tx,
    cx: &Cx,
    completer: CompleterId,
    referral: Option<ReferralId>,
    draft: Draft,
) -> Result<hire::Model> {
    let path = "input.completerId";
    let completer = completers::ops::held(tx, cx, completer, Action::HireRecord, path).await?;
    let mut row = values::checked(cx, draft)?.row;
    let (Set(employer), Set(started_on), Set(_)) = (&row.employer_id, &row.started_on, &row.soc_code) else {
        return Err(missing(&row));
    };
    let (employer, started_on) = (*employer, *started_on);
    values::check_days(None, &row)?;
    references::check(tx, cx, None, &row).await?;
    if let Some(id) = referral {
        let facts = (completer.id, employer, started_on);
        referrals::ops::hired(tx, cx, id, facts, "input.referralId").await?;
    }
    row.completer_id = Set(completer.id);
    row.agency_id = Set(completer.agency_id);
    row.program_id = Set(completer.program_id);
    row.program_year = Set(completer.program_year);
    row.referral_id = Set(referral);
    if row.source.is_not_set() {
        row.source = Set(HireSource::Staff);
    }
    let inserted = record::insert::<hire::Entity>(tx, cx, row).await;
    unique(inserted, "input.startedOn")
}

fn missing(row: &hire::ActiveModel) -> Error {
    let path = if row.employer_id.is_not_set() {
        "input.employerId"
    } else if row.started_on.is_not_set() {
        "input.startedOn"
    } else {
        "input.socCode"
    };
    Error::user(UserErrorCode::Required, path, "This must not be empty.")
}

/// Changes a hire. It stays with its completer and its referral.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash; `INVALID` for another employer than the referral's; and those
/// of [`record()`].
pub async fn update(cx: &Cx, id: HireId, version: i32, draft: Draft) -> Result<Updated<hire::Model>> {
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: HireId,
    version: Option<i32>,
    draft: Draft,
) -> Result<Updated<hire::Model>> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may_for(Action::HireRecord, before.agency_id)?;
    let row = values::checked(cx, draft)?.row;
    if before.trashed_at.is_some() {
        let message = "This hire is in the trash; restore it first.";
        return Err(Error::state("id", message));
    }
    if changed(&row.completer_id, Some(before.completer_id)).is_some() {
        let message = "A hire stays with its completer.";
        return Err(Error::invalid("input.completerId", message));
    }
    values::check_days(Some(&before), &row)?;
    references::check(tx, cx, Some(&before), &row).await?;
    let outcome = record::update::<hire::Entity>(tx, cx, &before, version, row).await;
    unique(outcome, "input.startedOn")
}

/// Puts a hire into the trash: it counts no more, and its referral stands where it stood before.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: HireId, version: i32) -> Result<hire::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a hire out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash, its completer is, or its referral has ended otherwise;
/// `DUPLICATE` when the hire was recorded again.
pub async fn restore(cx: &Cx, id: HireId, version: i32) -> Result<hire::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: HireId, version: i32, trashed: bool) -> Result<hire::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::HireRecord, before.agency_id)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This hire is {state}.")));
        }
        if !trashed {
            completers::ops::held(tx, cx, before.completer_id, Action::HireRecord, "id").await?;
        }
        let row = hire::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let outcome = record::update::<hire::Entity>(tx, cx, &before, Some(version), row).await;
        let row = unique(outcome, "id")?.row;
        move_referral(tx, cx, &row, trashed).await?;
        Ok(row)
    })
    .await
}

/// Takes the referral of a hire back, or brings it to the hire again.
async fn move_referral(tx: &Tx, cx: &Cx, row: &hire::Model, trashed: bool) -> Result<()> {
    let Some(id) = row.referral_id else { return Ok(()) };
    if trashed {
        return referrals::ops::unhired(tx, cx, id).await;
    }
    let facts = (row.completer_id, row.employer_id, row.started_on);
    referrals::ops::hired(tx, cx, id, facts, "id").await
}

/// One hire per completer, employer and first day, and one per referral.
fn unique<T>(outcome: Result<T>, path: &str) -> Result<T> {
    let same = "This hire is on record: the same completer, employer and first day.";
    let led = "A hire of this referral is on record.";
    let duplicate = |message: &str| UserError::new(UserErrorCode::Duplicate, path, message);
    outcome
        .on_unique("uq_hire_referral_id", "hire.referral_id", duplicate(led))
        .on_unique(
            "uq_hire_completer_id_employer_id_started_on",
            "hire.completer_id",
            duplicate(same),
        )
}
