//! Not reminding somebody.

use entities::{attendee, ids::AttendeeId};
use sea_orm::ActiveValue::Set;

use super::replan;
use crate::{
    app::Cx,
    attendees,
    db::{self, Tx},
    error::{Error, Result},
    record,
};

/// Says whether somebody on the list of a meeting is not to be reminded of it. What was sent stays.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when the attendee is off the list, or the meeting was cancelled or closed.
pub async fn mute(cx: &Cx, id: AttendeeId, version: i32, is_muted: bool) -> Result<attendee::Model> {
    db::write(cx, async |tx| mute_in(tx, cx, id, Some(version), is_muted).await).await
}

/// [`mute`] inside a transaction.
///
/// # Errors
/// As [`mute`].
pub async fn mute_in(
    tx: &Tx,
    cx: &Cx,
    id: AttendeeId,
    version: Option<i32>,
    is_muted: bool,
) -> Result<attendee::Model> {
    let before = attendees::reads::by_id(cx, tx, id).await?;
    attendees::ops::open_meeting(tx, cx, before.meeting_id).await?;
    if before.trashed_at.is_some() {
        return Err(Error::state("id", "This attendee is off the list."));
    }
    let row = attendee::ActiveModel {
        reminders_off: Set(is_muted),
        ..Default::default()
    };
    let updated = record::update::<attendee::Entity>(tx, cx, &before, version, row).await?;
    replan(tx, cx, before.meeting_id).await?;
    Ok(updated.row)
}
