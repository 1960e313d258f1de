//! Calling meetings off.

use entities::{
    ids::MeetingId,
    meeting::{self, MeetingStatus},
};
use sea_orm::ActiveValue::Set;

use super::{Draft, checked, manageable, planned};
use crate::{
    app::Cx,
    attendees,
    db::{self, Tx},
    error::Result,
    record, reminders,
};

/// Calls a planned meeting off: it stays on the list, and its sequence rises so that calendars take it out.
/// Who was told of it is told so.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not planned any more.
pub async fn cancel(cx: &Cx, id: MeetingId, version: i32, reason: Option<String>) -> Result<meeting::Model> {
    let row = meeting::ActiveModel {
        cancelled_reason: Set(reason),
        ..Default::default()
    };
    let draft = checked(Draft { row })?;
    db::write(cx, async |tx| cancel_in(tx, cx, id, Some(version), draft).await).await
}

/// [`cancel`] inside a transaction; the draft holds the reason and is checked.
///
/// # Errors
/// As [`cancel`].
pub async fn cancel_in(
    tx: &Tx,
    cx: &Cx,
    id: MeetingId,
    version: Option<i32>,
    draft: Draft,
) -> Result<meeting::Model> {
    let before = manageable(tx, cx, id).await?;
    planned(&before, "Only a planned meeting can be cancelled.")?;
    let row = meeting::ActiveModel {
        status: Set(MeetingStatus::Cancelled),
        sequence: Set(before.sequence + 1),
        ..draft.row
    };
    let cancelled = record::update::<meeting::Entity>(tx, cx, &before, version, row).await?;
    reminders::ops::replan(tx, cx, id).await?;
    let list = attendees::reads::on_list(tx, id).await?;
    reminders::ops::tell_cancelled(tx, cx, &cancelled.row, &list).await?;
    Ok(cancelled.row)
}
