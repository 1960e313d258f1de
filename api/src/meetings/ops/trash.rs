//! Meetings into the trash and out of it.

use entities::{
    ids::MeetingId,
    meeting::{self, MeetingStatus},
};
use sea_orm::ActiveValue::Set;

use crate::{
    app::Cx,
    attendees,
    db::{self, Tx},
    error::{Error, Result},
    meetings::reads,
    policy::Action,
    record,
};

/// Puts a meeting into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already, or is planned and has people on its list: they are to
/// be told, so it is cancelled first.
pub async fn trash(cx: &Cx, id: MeetingId, version: i32) -> Result<meeting::Model> {
    db::write(cx, async |tx| trash_in(tx, cx, id, Some(version)).await).await
}

/// [`trash`] inside a transaction, for reverting imports.
///
/// # Errors
/// As [`trash`].
pub async fn trash_in(tx: &Tx, cx: &Cx, id: MeetingId, version: Option<i32>) -> Result<meeting::Model> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may_for(Action::MeetingManage, before.agency_id)?;
    if before.trashed_at.is_some() {
        return Err(Error::state("id", "This meeting is in the trash already."));
    }
    if before.status == MeetingStatus::Planned && attendees::reads::has_any(tx, id).await? {
        let message = "People are on the list of this meeting: cancel it first, so that they are told.";
        return Err(Error::state("id", message));
    }
    let row = meeting::ActiveModel {
        trashed_at: Set(Some(cx.app.clock.now())),
        ..Default::default()
    };
    Ok(record::update::<meeting::Entity>(tx, cx, &before, version, row)
        .await?
        .row)
}

/// Takes a meeting out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: MeetingId, version: i32) -> Result<meeting::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::MeetingManage, before.agency_id)?;
        if before.trashed_at.is_none() {
            return Err(Error::state("id", "This meeting is not in the trash."));
        }
        let row = meeting::ActiveModel {
            trashed_at: Set(None),
            ..Default::default()
        };
        Ok(
            record::update::<meeting::Entity>(tx, cx, &before, Some(version), row)
                .await?
                .row,
        )
    })
    .await
}
