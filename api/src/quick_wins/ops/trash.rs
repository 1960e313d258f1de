//! The trash of quick wins.

use entities::{ids::QuickWinId, quick_win};
use sea_orm::ActiveValue::Set;

use crate::{
    app::Cx,
    db,
    error::{Error, Result},
    policy::Action,
    quick_wins::reads,
    record,
};

/// Puts a quick win into the trash: it was a mistake.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: QuickWinId, version: i32) -> Result<quick_win::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a quick win out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: QuickWinId, version: i32) -> Result<quick_win::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: QuickWinId, version: i32, trashed: bool) -> Result<quick_win::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::CharterReport)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This quick win is {state}.")));
        }
        let row = quick_win::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<quick_win::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}
