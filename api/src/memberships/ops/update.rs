//! Changing a membership.

use entities::{ids::MembershipId, membership};

use super::{
    Draft, check_days, checked, in_trash, party::Party, period, period_after, representative::end_all,
};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::Result,
    memberships::reads,
    partnerships,
    policy::Action,
    record::{self, Updated},
};

/// Changes a membership. Its party and its partnership stay; when it ends, so do its representatives.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash; `DUPLICATE` when the party is a member at that time
/// by another membership; `INVALID`, `TOO_LONG` for values.
pub async fn update(
    cx: &Cx,
    id: MembershipId,
    version: i32,
    draft: Draft,
) -> Result<Updated<membership::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: MembershipId,
    version: Option<i32>,
    draft: Draft,
) -> Result<Updated<membership::Model>> {
    let of = reads::by_id(cx, tx, id).await?.partnership_id;
    partnerships::reads::locked(cx, tx, of).await?;
    let before = reads::locked(cx, tx, id).await?;
    cx.may(Action::PartnershipUpdate)?;
    if before.trashed_at.is_some() {
        return Err(in_trash("id"));
    }
    check_days(Some(&before), &draft.row)?;
    let wanted = period_after(Some(&before), &draft.row);
    if wanted != period(&before)
        && let Some(party) = Party::of(&before)
    {
        party
            .check_alone(tx, of, wanted, Some(id), "input.joinedOn")
            .await?;
    }
    let updated = record::update::<membership::Entity>(tx, cx, &before, version, draft.row).await?;
    if let (None, Some(day)) = (before.left_on, updated.row.left_on) {
        end_all(tx, cx, id, day).await?;
    }
    Ok(updated)
}
