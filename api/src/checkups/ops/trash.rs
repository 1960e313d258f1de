//! The trash of check-ups.

use entities::{checkup, ids::CheckupId};
use sea_orm::ActiveValue::Set;

use crate::{
    app::Cx,
    checkups::reads,
    db,
    error::{Error, Result},
    policy::Action,
    record,
};

/// Puts a check-up into the trash: it was a mistake.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: CheckupId, version: i32) -> Result<checkup::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a check-up out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: CheckupId, version: i32) -> Result<checkup::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: CheckupId, version: i32, trashed: bool) -> Result<checkup::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::CharterReport)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This check-up is {state}.")));
        }
        let row = checkup::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<checkup::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}
