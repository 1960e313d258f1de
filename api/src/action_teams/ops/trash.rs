//! The trash of action teams.

use entities::{action_team, ids::ActionTeamId};
use sea_orm::ActiveValue::Set;

use crate::{
    action_teams::reads,
    app::Cx,
    db,
    error::{Error, Result},
    policy::Action,
    record,
};

/// Puts an action team into the trash: it was a mistake.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: ActionTeamId, version: i32) -> Result<action_team::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes an action team out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: ActionTeamId, version: i32) -> Result<action_team::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: ActionTeamId, version: i32, trashed: bool) -> Result<action_team::Model> {
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This action team is {state}.")));
        }
        let row = action_team::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<action_team::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}
