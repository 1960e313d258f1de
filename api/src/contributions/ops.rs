//! The rules of contributions.

mod references;
mod values;

use entities::{
    contribution::{self, RecordSource},
    ids::ContributionId,
    values::Money,
};
use sea_orm::ActiveValue::{self, Set};

use super::reads;
use crate::{
    actor::Door,
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
};

pub use values::{UNDATED, checked};

record!(contribution, Contribution, ContributionId, |row| Some(
    row.employer_id
));

/// What is set on a contribution: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. The derived column (`sort_on`) is set here, not by the caller.
    pub row: contribution::ActiveModel,
}

/// Records a contribution; it belongs to the actor's agency unless another is set.
///
/// # Errors
/// `FORBIDDEN` for another agency's record; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `NOT_FOUND`, `STATE` for records it
/// refers to.
pub async fn record(cx: &Cx, draft: Draft) -> Result<contribution::Model> {
    let draft = checked(cx, draft)?;
    db::write(cx, async |tx| record_in(tx, cx, draft).await).await
}

/// `record` inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As `record`.
pub async fn record_in(tx: &Tx, cx: &Cx, mut draft: Draft) -> Result<contribution::Model> {
    let row = &mut draft.row;
    if row.agency_id.is_not_set()
        && let Some(user) = cx.actor.user()
    {
        row.agency_id = Set(user.agency_id);
    }
    let (Set(_), Set(agency)) = (&row.employer_id, &row.agency_id) else {
        let path = if row.agency_id.is_not_set() {
            "input.agencyId"
        } else {
            "input.employerId"
        };
        return Err(Error::user(
            UserErrorCode::Required,
            path,
            "This must not be empty.",
        ));
    };
    cx.may_for(Action::ContributionRecord, *agency)?;
    references::check(tx, cx, None, row).await?;
    fill_defaults(cx, row);
    record::insert::<contribution::Entity>(tx, cx, draft.row).await
}

/// Changes a contribution.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN` (also for handing it to an agency that the actor may not record for), `CONFLICT`, `STATE` when it
/// is in the trash, and those of `record`.
pub async fn update(
    cx: &Cx,
    id: ContributionId,
    version: i32,
    draft: Draft,
) -> Result<Updated<contribution::Model>> {
    let draft = checked(cx, draft)?;
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: ContributionId,
    version: Option<i32>,
    draft: Draft,
) -> Result<Updated<contribution::Model>> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may_for(Action::ContributionRecord, before.agency_id)?;
    if let Set(agency) = draft.row.agency_id {
        cx.may_for(Action::ContributionRecord, agency)?;
    }
    if before.trashed_at.is_some() {
        return Err(Error::state(
            "id",
            "This contribution is in the trash; restore it first.",
        ));
    }
    references::check(tx, cx, Some(&before), &draft.row).await?;
    record::update::<contribution::Entity>(tx, cx, &before, version, draft.row).await
}

/// Puts a contribution into the trash: it counts no more.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: ContributionId, version: i32) -> Result<contribution::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a contribution out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: ContributionId, version: i32) -> Result<contribution::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(
    cx: &Cx,
    id: ContributionId,
    version: i32,
    trashed: bool,
) -> Result<contribution::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::ContributionRecord, before.agency_id)?;
        if before.trashed_at.is_some() == trashed {
            let message = if trashed {
                "This contribution is in the trash already."
            } else {
                "This contribution is not in the trash."
            };
            return Err(Error::state("id", message));
        }
        let row = contribution::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<contribution::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

fn fill_defaults(cx: &Cx, row: &mut contribution::ActiveModel) {
    fn or_set<T: Into<sea_orm::Value>>(value: &mut ActiveValue<T>, default: T) {
        if value.is_not_set() {
            *value = Set(default);
        }
    }
    or_set(&mut row.sort_on, UNDATED);
    or_set(&mut row.people, 0);
    or_set(&mut row.hours_hundredths, 0);
    or_set(&mut row.internship_hours_hundredths, 0);
    or_set(&mut row.cash_cents, Money::ZERO);
    or_set(&mut row.equipment_cents, Money::ZERO);
    or_set(&mut row.scholarship_cents, Money::ZERO);
    or_set(&mut row.stipend_cents, Money::ZERO);
    or_set(&mut row.other_cents, Money::ZERO);
    or_set(&mut row.recorded_from, source_of(cx));
}

/// A token speaks for a program, a session for a person.
fn source_of(cx: &Cx) -> RecordSource {
    match cx.actor.user().map(|user| &user.door) {
        Some(Door::Token { .. }) => RecordSource::Api,
        Some(Door::Session(_) | Door::Feed(_) | Door::Letter | Door::CommandLine) | None => {
            RecordSource::Manual
        }
    }
}
