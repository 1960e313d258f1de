//! What became of changing meetings.

use async_graphql::SimpleObject;

use super::Meeting;
use crate::{audit::FieldChange, error::UserError};

/// What became of scheduling a meeting.
#[derive(SimpleObject)]
pub struct MeetingSchedulePayload {
    /// The new meeting; null when none was scheduled.
    pub meeting: Option<Meeting>,
    /// What to mend; empty when it was scheduled.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a meeting.
#[derive(SimpleObject)]
pub struct MeetingUpdatePayload {
    /// The meeting as stored now; after a `CONFLICT` as somebody else left it.
    pub meeting: Option<Meeting>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of moving a meeting.
#[derive(SimpleObject)]
pub struct MeetingReschedulePayload {
    /// The meeting as stored now; after a `CONFLICT` as somebody else left it.
    pub meeting: Option<Meeting>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when it was moved.
    pub user_errors: Vec<UserError>,
}

/// What became of cancelling a meeting.
#[derive(SimpleObject)]
pub struct MeetingCancelPayload {
    /// The meeting as stored now; after a `CONFLICT` as somebody else left it.
    pub meeting: Option<Meeting>,
    /// What to mend; empty when it was cancelled.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a meeting into the trash.
#[derive(SimpleObject)]
pub struct MeetingTrashPayload {
    /// The meeting as stored now; after a `CONFLICT` as somebody else left it.
    pub meeting: Option<Meeting>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a meeting out of the trash.
#[derive(SimpleObject)]
pub struct MeetingRestorePayload {
    /// The meeting as stored now; after a `CONFLICT` as somebody else left it.
    pub meeting: Option<Meeting>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}

/// What became of saying that a meeting took place.
#[derive(SimpleObject)]
pub struct MeetingHoldPayload {
    /// The meeting as stored now; after a `CONFLICT` as somebody else left it.
    pub meeting: Option<Meeting>,
    /// What to mend; empty when it is noted.
    pub user_errors: Vec<UserError>,
}

/// What became of keeping the minutes of a meeting.
#[derive(SimpleObject)]
pub struct MeetingFileMinutesPayload {
    /// The meeting as stored now; after a `CONFLICT` as somebody else left it.
    pub meeting: Option<Meeting>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when they are kept.
    pub user_errors: Vec<UserError>,
}

/// What became of closing a meeting.
#[derive(SimpleObject)]
pub struct MeetingClosePayload {
    /// The meeting as stored now; after a `CONFLICT` as somebody else left it.
    pub meeting: Option<Meeting>,
    /// What to mend; empty when it is closed.
    pub user_errors: Vec<UserError>,
}

/// What became of opening a closed meeting again.
#[derive(SimpleObject)]
pub struct MeetingReopenPayload {
    /// The meeting as stored now; after a `CONFLICT` as somebody else left it.
    pub meeting: Option<Meeting>,
    /// What to mend; empty when it is open again.
    pub user_errors: Vec<UserError>,
}
