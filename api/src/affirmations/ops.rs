//! The rules of affirmations.

mod references;
mod rejections;
pub mod state;
mod values;

use entities::{
    affirmation,
    ids::{AffirmationId, CompetencyId},
};
use sea_orm::ActiveValue::Set;

use super::reads;
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
    shared::references::changed,
};

pub use values::checked;

record!(affirmation, Affirmation, AffirmationId, |row| Some(
    row.employer_id
));

/// What is set on an affirmation: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: affirmation::ActiveModel,
    /// All competencies of the edition that were rejected; none leaves them.
    pub rejected: Option<Vec<CompetencyId>>,
}

/// Records what a person said for an employer; it belongs to the actor's agency unless another is set.
///
/// # Errors
/// `FORBIDDEN` for another agency's record; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `NOT_FOUND`, `STATE` for records it
/// refers to; `INVALID` when it names not exactly one of credential and edition, and when the person did not work for the
/// employer on the day.
pub async fn record(cx: &Cx, draft: Draft) -> Result<affirmation::Model> {
    let draft = checked(cx, draft)?;
    db::write(cx, async |tx| record_in(tx, cx, draft).await).await
}

/// [`record()`] inside a transaction; the draft is checked.
///
/// # Errors
/// As [`record()`].
pub async fn record_in(tx: &Tx, cx: &Cx, mut draft: Draft) -> Result<affirmation::Model> {
    let row = &mut draft.row;
    if let (true, Some(user)) = (row.agency_id.is_not_set(), cx.actor.user()) {
        row.agency_id = Set(user.agency_id);
    }
    let Set(agency) = row.agency_id else {
        return Err(required("input.agencyId"));
    };
    cx.may_for(Action::AffirmationRecord, agency)?;
    for (path, is_missing) in [
        ("input.employerId", row.employer_id.is_not_set()),
        ("input.contactId", row.contact_id.is_not_set()),
        ("input.occupation", row.soc_code.is_not_set()),
        ("input.answer", row.answer.is_not_set()),
    ] {
        if is_missing {
            return Err(required(path));
        }
    }
    let Set(day) = row.affirmed_on else {
        return Err(required("input.affirmedOn"));
    };
    if row.expires_on.is_not_set() {
        row.expires_on = Set(values::last_day(day));
    }
    values::check_subject(row)?;
    references::check(tx, cx, None, row).await?;
    let row = record::insert::<affirmation::Entity>(tx, cx, draft.row).await?;
    if let Some(change) = rejections::set(tx, &row, draft.rejected.as_deref().unwrap_or_default()).await? {
        record::note::<affirmation::Entity>(tx, cx, "UPDATED", &row, vec![change]).await?;
    }
    Ok(row)
}

/// Corrects an affirmation. Agency, employer and what it is about stay.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT` when `version` is not the stored one, `STATE` when it is in the trash, and those of
/// [`record()`].
pub async fn update(
    cx: &Cx,
    id: AffirmationId,
    version: i32,
    draft: Draft,
) -> Result<Updated<affirmation::Model>> {
    let draft = checked(cx, draft)?;
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction; the draft is checked.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: AffirmationId,
    version: Option<i32>,
    draft: Draft,
) -> Result<Updated<affirmation::Model>> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may_for(Action::AffirmationRecord, before.agency_id)?;
    if before.trashed_at.is_some() {
        let message = "This affirmation is in the trash; restore it first.";
        return Err(Error::state("id", message));
    }
    let row = draft.row;
    if changed(&row.agency_id, Some(before.agency_id)).is_some()
        || changed(&row.employer_id, Some(before.employer_id)).is_some()
        || changed(&row.credential_id, Some(before.credential_id)).is_some()
        || changed(&row.competency_edition_id, Some(before.competency_edition_id)).is_some()
    {
        let message = "Agency, employer and what it is about stay; put it into the trash and record it anew.";
        return Err(Error::invalid("input.employerId", message));
    }
    references::check(tx, cx, Some(&before), &row).await?;
    let updated = record::update::<affirmation::Entity>(tx, cx, &before, version, row).await?;
    let mut beside = Vec::new();
    if let Some(list) = draft.rejected {
        beside.extend(rejections::set(tx, &before, &list).await?);
    }
    record::beside::<affirmation::Entity>(tx, cx, &before, updated, beside).await
}

/// Puts an affirmation into the trash: it counts no more, and no longer replaces an earlier one.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: AffirmationId, version: i32) -> Result<affirmation::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes an affirmation out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: AffirmationId, version: i32) -> Result<affirmation::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: AffirmationId, version: i32, trashed: bool) -> Result<affirmation::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::AffirmationRecord, before.agency_id)?;
        if before.trashed_at.is_some() == trashed {
            let message = if trashed {
                "This affirmation is in the trash already."
            } else {
                "This affirmation is not in the trash."
            };
            return Err(Error::state("id", message));
        }
        let row = affirmation::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<affirmation::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

fn required(path: &str) -> Error {
    Error::user(UserErrorCode::Required, path, "This must not be empty.")
}
