//! Taking people off the list of a meeting.

use entities::{attendee, ids::AttendeeId, meeting::MeetingStatus};
use sea_orm::ActiveValue::Set;

use super::open_meeting;
use crate::{
    app::Cx,
    attendees::reads,
    db::{self, Tx},
    error::{Error, Result},
    record, reminders,
};

/// Takes an attendee off the list, who is told so when there was an invitation. Inviting the person again brings the answer given
/// before back.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when the attendee is off the list already, or the meeting was cancelled or closed.
pub async fn remove(cx: &Cx, id: AttendeeId, version: i32) -> Result<attendee::Model> {
    db::write(cx, async |tx| remove_in(tx, cx, id, Some(version)).await).await
}

/// [`remove`] inside a transaction, for reverting imports.
///
/// # Errors
/// As [`remove`].
pub async fn remove_in(tx: &Tx, cx: &Cx, id: AttendeeId, version: Option<i32>) -> Result<attendee::Model> {
    let before = reads::by_id(cx, tx, id).await?;
    let meeting = open_meeting(tx, cx, before.meeting_id).await?;
    if before.trashed_at.is_some() {
        return Err(Error::state("id", "This attendee is off the list already."));
    }
    let row = attendee::ActiveModel {
        trashed_at: Set(Some(cx.app.clock.now())),
        ..Default::default()
    };
    let removed = record::update::<attendee::Entity>(tx, cx, &before, version, row).await?;
    reminders::ops::replan(tx, cx, before.meeting_id).await?;
    if meeting.status == MeetingStatus::Planned {
        reminders::ops::tell_removed(tx, cx, &meeting, &removed.row).await?;
    }
    Ok(removed.row)
}
