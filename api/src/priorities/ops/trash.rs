//! The trash of priorities.

use entities::{ids::PriorityId, priority};
use sea_orm::ActiveValue::Set;

use crate::{
    app::Cx,
    db,
    error::{Error, Result},
    policy::Action,
    priorities::reads,
    record,
};

/// Puts a priority into the trash: it was a mistake. One that is given up is closed.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: PriorityId, version: i32) -> Result<priority::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a priority out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: PriorityId, version: i32) -> Result<priority::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: PriorityId, version: i32, trashed: bool) -> Result<priority::Model> {
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This priority is {state}.")));
        }
        let row = priority::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<priority::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}
