//! The trash of goals.

use entities::{goal, ids::GoalId};
use sea_orm::ActiveValue::Set;

use crate::{
    app::Cx,
    db,
    error::{Error, Result},
    goals::reads,
    policy::Action,
    record,
};

/// Puts a goal into the trash: it was a mistake. A goal that is given up is dropped.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: GoalId, version: i32) -> Result<goal::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a goal out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: GoalId, version: i32) -> Result<goal::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: GoalId, version: i32, trashed: bool) -> Result<goal::Model> {
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This goal is {state}.")));
        }
        let row = goal::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<goal::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}
