//! What became of changing the list of a meeting.

use async_graphql::SimpleObject;

use super::Attendee;
use crate::{audit::FieldChange, error::UserError, meetings::types::Meeting};

/// What became of putting people on the list of a meeting.
#[derive(SimpleObject)]
pub struct AttendeesInvitePayload {
    /// Those named, in the order of the input; empty when nobody was put on the list.
    pub attendees: Vec<Attendee>,
    /// The meeting with its list; null when nothing was done.
    pub meeting: Option<Meeting>,
    /// What to mend; empty when all are on the list.
    pub user_errors: Vec<UserError>,
}

/// What became of taking an attendee off the list of a meeting.
#[derive(SimpleObject)]
pub struct AttendeeRemovePayload {
    /// The attendee as stored now; after a `CONFLICT` as somebody else left it.
    pub attendee: Option<Attendee>,
    /// What to mend; empty when the attendee is off the list.
    pub user_errors: Vec<UserError>,
}

/// What became of noting an answer.
#[derive(SimpleObject)]
pub struct AttendeeRespondPayload {
    /// The attendee as stored now; after a `CONFLICT` as somebody else left it.
    pub attendee: Option<Attendee>,
    /// What to mend; empty when the answer was noted.
    pub user_errors: Vec<UserError>,
}

/// What became of changing an attendee.
#[derive(SimpleObject)]
pub struct AttendeeUpdatePayload {
    /// The attendee as stored now; after a `CONFLICT` as somebody else left it.
    pub attendee: Option<Attendee>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of saying who came.
#[derive(SimpleObject)]
pub struct AttendanceRecordPayload {
    /// Those named, in the order of the list; empty when nothing was recorded.
    pub attendees: Vec<Attendee>,
    /// The meeting with its list; null when nothing was recorded.
    pub meeting: Option<Meeting>,
    /// What to mend; empty when all was recorded.
    pub user_errors: Vec<UserError>,
}
