//! The trash of memberships.

use entities::{ids::MembershipId, membership};
use sea_orm::ActiveValue::Set;

use super::{party::Party, period};
use crate::{
    app::Cx,
    db,
    error::{Error, Result},
    memberships::reads,
    partnerships,
    policy::Action,
    record,
};

/// Puts a membership into the trash: it was a mistake. A member that leaves ends its membership.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: MembershipId, version: i32) -> Result<membership::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::PartnershipUpdate)?;
        if before.trashed_at.is_some() {
            return Err(Error::state("id", "This membership is in the trash already."));
        }
        let row = membership::ActiveModel {
            trashed_at: Set(Some(cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<membership::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Takes a membership out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash or its partnership is; what makes it impossible to
/// start: `NOT_FOUND` or `INVALID` for its party, `DUPLICATE` when the party is a member at that time by another membership.
pub async fn restore(cx: &Cx, id: MembershipId, version: i32) -> Result<membership::Model> {
    db::write(cx, async |tx| {
        let of = reads::by_id(cx, tx, id).await?.partnership_id;
        let partnership = partnerships::reads::locked(cx, tx, of).await?;
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::PartnershipUpdate)?;
        if before.trashed_at.is_none() {
            return Err(Error::state("id", "This membership is not in the trash."));
        }
        if partnership.trashed_at.is_some() {
            let message = "Its partnership is in the trash; restore that first.";
            return Err(Error::state("id", message));
        }
        if let Some(party) = Party::of(&before) {
            party.check(tx, cx, &partnership).await?;
            party.check_alone(tx, of, period(&before), Some(id), "id").await?;
        }
        let row = membership::ActiveModel {
            trashed_at: Set(None),
            ..Default::default()
        };
        let updated = record::update::<membership::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}
