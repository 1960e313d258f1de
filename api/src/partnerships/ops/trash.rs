//! The trash of partnerships. Memberships stay with theirs and come back with it.

use entities::{ids::PartnershipId, partnership};
use sea_orm::ActiveValue::Set;

use crate::{
    app::Cx,
    db,
    error::{Error, Result},
    partnerships::reads,
    policy::Action,
    record,
};

/// Puts a partnership into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: PartnershipId, version: i32) -> Result<partnership::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a partnership out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: PartnershipId, version: i32) -> Result<partnership::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: PartnershipId, version: i32, trashed: bool) -> Result<partnership::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::PartnershipTrash)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This partnership is {state}.")));
        }
        let row = partnership::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<partnership::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}
