//! Changing what is known of an attendee.

use entities::{attendee, ids::AttendeeId};
use sea_orm::ActiveValue::Set;

use super::{begun, check_people, on_list, open_meeting};
use crate::{
    app::Cx,
    checks::Checks,
    db::{self, Tx},
    error::Result,
    record::{self, Updated},
};

/// What is set on an attendee: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: attendee::ActiveModel,
}

/// Changes how many people it is, or whose voice.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `INVALID` for a number of people that cannot be; `STATE` when the meeting was cancelled or
/// closed, or the attendee is off the list.
pub async fn update(cx: &Cx, id: AttendeeId, version: i32, draft: Draft) -> Result<Updated<attendee::Model>> {
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction, for imports: also whether the attendee came.
///
/// # Errors
/// As [`update`]; `STATE` for attendance before the meeting has begun.
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: AttendeeId,
    version: Option<i32>,
    draft: Draft,
) -> Result<Updated<attendee::Model>> {
    let before = on_list(tx, cx, id).await?;
    let meeting = open_meeting(tx, cx, before.meeting_id).await?;
    let mut checks = Checks::new();
    if let Set(people) = draft.row.people {
        let is_person = before.contact_id.is_some() || before.user_id.is_some();
        check_people(people, is_person, "input.people", &mut checks);
    }
    checks.done()?;
    if draft.row.attendance.is_set() {
        begun(cx, &meeting, "input.attendance")?;
    }
    record::update::<attendee::Entity>(tx, cx, &before, version, draft.row).await
}
