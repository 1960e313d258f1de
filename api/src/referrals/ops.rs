//! The rules of referrals.

mod hiring;
mod steps;
pub mod way;

use chrono::NaiveDate;
use entities::{
    employer, hire,
    ids::{CompleterId, EmployerId, ReferralId},
    referral::{self, ReferralStage},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::reads;
use crate::{
    app::Cx,
    checks::{Checks, MOST_TEXT},
    completers,
    db::{self, Tx},
    employers,
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    shared::references::found,
};

pub use hiring::{hired, unhired};
pub use steps::move_on;

record!(referral, Referral, ReferralId, |_row| None, restricted: [Note]);

/// A new referral.
#[derive(Clone, Debug)]
pub struct NewReferral {
    /// Who is referred.
    pub completer: CompleterId,
    /// To whom.
    pub employer: EmployerId,
    /// The day.
    pub referred_on: NaiveDate,
    /// Note.
    pub note: Option<String>,
}

/// What is set on a referral: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns: the day and the note.
    pub row: referral::ActiveModel,
}

/// Records that a completer was referred to an employer.
///
/// # Errors
/// `NOT_FOUND` for the completer or the employer; `FORBIDDEN`; `STATE` when the completer is in the trash; `INVALID`, `TOO_LONG`,
/// `PERSONAL_DATA` for values.
pub async fn record(cx: &Cx, new: NewReferral) -> Result<referral::Model> {
    db::write(cx, async |tx| {
        let path = "input.completerId";
        let completer = completers::ops::held(tx, cx, new.completer, Action::CompleterRecord, path).await?;
        let day = new.referred_on;
        let draft = referral::ActiveModel {
            completer_id: Set(completer.id),
            agency_id: Set(completer.agency_id),
            employer_id: Set(new.employer),
            stage: Set(ReferralStage::Referred),
            referred_on: Set(day),
            stage_on: Set(day),
            note: Set(new.note),
            ..Default::default()
        };
        let row = checked(cx, Draft { row: draft })?.row;
        let select = employers::reads::live(cx).filter(employer::Column::Id.eq(new.employer));
        found(tx, select, "input.employerId", "employer").await?;
        let row = record::insert::<referral::Entity>(tx, cx, row).await?;
        steps::keep(tx, cx, &row, day).await?;
        Ok(row)
    })
    .await
}

/// Changes the day and the note of a referral. How far it went changes by its steps.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash; `INVALID` for a day to come or after the next step;
/// `TOO_LONG`, `PERSONAL_DATA`.
pub async fn update(cx: &Cx, id: ReferralId, version: i32, draft: Draft) -> Result<Updated<referral::Model>> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::CompleterRecord, before.agency_id)?;
        let mut row = checked(cx, draft)?.row;
        live(&before)?;
        if let Set(day) = row.referred_on {
            steps::redate(tx, &before, day).await?;
            if before.stage == ReferralStage::Referred {
                row.stage_on = Set(day);
            }
        }
        record::update::<referral::Entity>(tx, cx, &before, Some(version), row).await
    })
    .await
}

/// Puts a referral into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already; `REFERENCED` while a live hire came of it.
pub async fn trash(cx: &Cx, id: ReferralId, version: i32) -> Result<referral::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a referral out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash, or its completer is.
pub async fn restore(cx: &Cx, id: ReferralId, version: i32) -> Result<referral::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: ReferralId, version: i32, trashed: bool) -> Result<referral::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::CompleterRecord, before.agency_id)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This referral is {state}.")));
        }
        if trashed {
            without_hire(tx, id).await?;
        } else {
            completers::ops::held(tx, cx, before.completer_id, Action::CompleterRecord, "id").await?;
        }
        let row = referral::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<referral::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// No live hire came of it.
async fn without_hire(tx: &Tx, id: ReferralId) -> Result<()> {
    let hire = hire::Entity::find()
        .filter(hire::Column::ReferralId.eq(id))
        .filter(hire::Column::TrashedAt.is_null())
        .limit(1)
        .one(tx)
        .await?;
    if hire.is_none() {
        return Ok(());
    }
    let message = "A hire came of this referral; put the hire into the trash first.";
    Err(Error::user(UserErrorCode::Referenced, "id", message))
}

/// Cleans the values.
fn checked(cx: &Cx, mut draft: Draft) -> Result<Draft> {
    let mut checks = Checks::new();
    checks.optional("input.note", &mut draft.row.note, MOST_TEXT);
    let day = draft.row.referred_on.try_as_ref().copied();
    completers::ops::check_day(cx, &mut checks, "input.referredOn", day);
    checks.done()?;
    Ok(draft)
}

fn live(row: &referral::Model) -> Result<()> {
    if row.trashed_at.is_none() {
        return Ok(());
    }
    let message = "This referral is in the trash; restore it first.";
    Err(Error::state("id", message))
}
