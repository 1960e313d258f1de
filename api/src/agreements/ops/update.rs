//! Changing an agreement.

use entities::{agreement, ids::AgreementId};
use sea_orm::ActiveValue::Set;

use super::{Draft, check_days, checked, in_trash, parties, sections};
use crate::{
    agreement_reminders::ops::{Said, replan},
    agreements::reads,
    app::Cx,
    checks::Checks,
    db,
    error::{Error, Result},
    policy::Action,
    record::{self, Updated},
};

/// Changes an agreement; parties and sections that are given replace the ones it has.
///
/// # Errors
/// `NOT_FOUND` for the agreement or a party; `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash, or for sections of an
/// agreement that somebody has signed; `REQUIRED`, `TOO_LONG`, `INVALID`, `LIMIT` for values; `DUPLICATE` for a party named
/// twice.
pub async fn update(
    cx: &Cx,
    id: AgreementId,
    version: i32,
    draft: Draft,
) -> Result<Updated<agreement::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        if before.trashed_at.is_some() {
            return Err(in_trash());
        }
        let mut row = draft.row;
        let stored = parties::stored(tx, id).await?;
        let mut checks = Checks::new();
        checks.note(check_days(Some(&before), &row));
        if let Some(wanted) = &draft.parties {
            let found = parties::check_all(tx, cx, wanted).await;
            checks.note(found);
        }
        if draft.sections.is_some() && stored.iter().any(|party| party.signed_on.is_some()) {
            let message = "Somebody has signed this; what was agreed stays. Add an agreement that amends it.";
            checks.note::<()>(Err(Error::state("input.sections", message)));
        }
        checks.done()?;
        let mut changes = Vec::new();
        if let Some(wanted) = draft.parties {
            let wanted = parties::keeping_signatures(wanted, &stored);
            row.signed_on = Set(parties::signed_on(wanted.iter().map(|party| party.signed_on)));
            changes.extend(parties::replace(tx, cx, id, &stored, &wanted).await?);
        }
        if let Some(wanted) = draft.sections {
            changes.extend(sections::replace(tx, id, &wanted).await?);
        }
        let updated = record::update::<agreement::Entity>(tx, cx, &before, Some(version), row).await?;
        let updated = record::beside::<agreement::Entity>(tx, cx, &before, updated, changes).await?;
        replan(tx, cx, &updated.row, said(&updated)).await?;
        Ok(updated)
    })
    .await
}

/// Whether letters about it say what is not so any more.
fn said(updated: &Updated<agreement::Model>) -> Said {
    let is_said = |field: &str| ["title", "kind", "parties", "endsOn", "reviewByOn"].contains(&field);
    if updated.changes.iter().any(|change| is_said(&change.field)) {
        Said::Otherwise
    } else {
        Said::Same
    }
}
