//! The trash of agreements.

use entities::{agreement, ids::AgreementId};
use sea_orm::ActiveValue::Set;

use crate::{
    agreement_reminders::ops::{Said, replan},
    agreements::reads,
    app::Cx,
    db,
    error::{Error, Result},
    policy::Action,
    record,
};

/// Puts an agreement into the trash: it was a mistake. One that is over has an end.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: AgreementId, version: i32) -> Result<agreement::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes an agreement out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: AgreementId, version: i32) -> Result<agreement::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: AgreementId, version: i32, trashed: bool) -> Result<agreement::Model> {
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This agreement is {state}.")));
        }
        let row = agreement::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<agreement::Entity>(tx, cx, &before, Some(version), row).await?;
        replan(tx, cx, &updated.row, Said::Same).await?;
        Ok(updated.row)
    })
    .await
}
