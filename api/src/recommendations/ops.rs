//! The rules of recommendations.

mod references;
mod steps;
mod values;
pub mod way;

use entities::{
    ids::RecommendationId,
    recommendation::{self, RecommendationDisposition},
};
use sea_orm::ActiveValue::Set;

use super::reads;
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
};

pub use steps::{Decision, decide, implement, reopen, report_back};
pub use values::checked;

record!(recommendation, Recommendation, RecommendationId, |row| row
    .employer_id);

/// What is set on a recommendation: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. Derived columns (`text_search`, `close_by_on`) and those of the way it goes are set here, not by the caller.
    pub row: recommendation::ActiveModel,
}

/// Records a piece of advice. Without an agency the actor's has to answer.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `INVALID`, `TOO_LONG` for values; `REQUIRED` when it names no employer, partnership or meeting;
/// `NOT_FOUND` for a record it names that is not there; `INVALID` for a partnership that is not the meeting's.
pub async fn record(cx: &Cx, draft: Draft) -> Result<recommendation::Model> {
    cx.may(Action::RecommendationRecord)?;
    let draft = checked(cx, draft)?;
    db::write(cx, async |tx| record_in(tx, cx, draft).await).await
}

/// [`record()`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`record()`].
pub async fn record_in(tx: &Tx, cx: &Cx, mut draft: Draft) -> Result<recommendation::Model> {
    let row = &mut draft.row;
    if let (true, Some(user)) = (row.agency_id.is_not_set(), cx.actor.user()) {
        row.agency_id = Set(user.agency_id);
    }
    for (path, is_missing) in [
        ("input.text", row.text.is_not_set()),
        ("input.saidOn", row.said_on.is_not_set()),
        ("input.agencyId", row.agency_id.is_not_set()),
    ] {
        if is_missing {
            return Err(Error::user(
                UserErrorCode::Required,
                path,
                "This must not be empty.",
            ));
        }
    }
    references::check(tx, cx, None, row).await?;
    row.disposition = Set(RecommendationDisposition::Proposed);
    let day = row.said_on.clone().take().unwrap_or_default();
    let row = record::insert::<recommendation::Entity>(tx, cx, draft.row).await?;
    steps::keep(tx, cx, &row, day, None).await?;
    Ok(row)
}

/// Changes what is recorded of a recommendation: its words, who said it, what it is about, who has to answer. Where it
/// stands changes by its steps.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT` when `version` is not the stored one, `STATE` when it is in the trash, and those of
/// [`record()`].
pub async fn update(
    cx: &Cx,
    id: RecommendationId,
    version: i32,
    draft: Draft,
) -> Result<Updated<recommendation::Model>> {
    let draft = checked(cx, draft)?;
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::RecommendationRecord)?;
        live(&before)?;
        let mut row = draft.row;
        values::after_said(&before, &row)?;
        references::check(tx, cx, Some(&before), &mut row).await?;
        record::update::<recommendation::Entity>(tx, cx, &before, Some(version), row).await
    })
    .await
}

/// Puts a recommendation into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: RecommendationId, version: i32) -> Result<recommendation::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a recommendation out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: RecommendationId, version: i32) -> Result<recommendation::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(
    cx: &Cx,
    id: RecommendationId,
    version: i32,
    trashed: bool,
) -> Result<recommendation::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::RecommendationAnswer, before.agency_id)?;
        if before.trashed_at.is_some() == trashed {
            let message = if trashed {
                "This recommendation is in the trash already."
            } else {
                "This recommendation is not in the trash."
            };
            return Err(Error::state("id", message));
        }
        let row = recommendation::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<recommendation::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

fn live(row: &recommendation::Model) -> Result<()> {
    if row.trashed_at.is_none() {
        return Ok(());
    }
    let message = "This recommendation is in the trash; restore it first.";
    Err(Error::state("id", message))
}
