//! Answering an invitation.

use entities::{
    attendee::{self, AttendeeResponse},
    ids::AttendeeId,
    meeting::MeetingStatus,
};
use sea_orm::ActiveValue::{NotSet, Set};

use super::{on_list, open_meeting};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result},
    record, reminders,
};

/// Notes what an attendee answered, on the attendee's behalf. The last answer counts.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when the meeting was held or cancelled, or the attendee is off the list.
pub async fn respond(
    cx: &Cx,
    id: AttendeeId,
    version: i32,
    response: AttendeeResponse,
) -> Result<attendee::Model> {
    db::write(cx, async |tx| {
        respond_in(tx, cx, id, Some(version), response).await
    })
    .await
}

/// [`respond`] inside a transaction, for answers that come by link.
///
/// # Errors
/// As [`respond`].
pub async fn respond_in(
    tx: &Tx,
    cx: &Cx,
    id: AttendeeId,
    version: Option<i32>,
    response: AttendeeResponse,
) -> Result<attendee::Model> {
    let before = on_list(tx, cx, id).await?;
    let meeting = open_meeting(tx, cx, before.meeting_id).await?;
    if meeting.status != MeetingStatus::Planned {
        return Err(Error::state("id", "This meeting was held already."));
    }
    let has_answered = response != AttendeeResponse::NeedsAction;
    let row = attendee::ActiveModel {
        response: Set(response),
        responded_at: if before.response == response {
            NotSet
        } else {
            Set(has_answered.then(|| cx.app.clock.now()))
        },
        ..Default::default()
    };
    let answered = record::update::<attendee::Entity>(tx, cx, &before, version, row).await?;
    // Who declined is not reminded; who answered is not asked again.
    reminders::ops::replan(tx, cx, meeting.id).await?;
    Ok(answered.row)
}
