//! Meetings as GraphQL shows them.

mod meeting;
mod payloads;

use async_graphql::Enum;

pub use meeting::Meeting;
pub use payloads::{
    MeetingCancelPayload, MeetingClosePayload, MeetingFileMinutesPayload, MeetingHoldPayload,
    MeetingReopenPayload, MeetingReschedulePayload, MeetingRestorePayload, MeetingSchedulePayload,
    MeetingTrashPayload, MeetingUpdatePayload,
};

/// What kind of meeting it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::meeting::MeetingKind")]
pub enum MeetingKind {
    /// Of an advisory board.
    Advisory,
    /// Of the whole partnership.
    General,
    /// The first one, at which business names its priorities.
    Launch,
    /// Of those who carry a priority.
    ActionTeam,
    /// A job fair or other hiring event.
    HiringEvent,
    /// Something else.
    Other,
}

/// What became of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::meeting::MeetingStatus")]
pub enum MeetingStatus {
    /// It is to take place, or nobody has said yet that it did.
    Planned,
    /// It took place.
    Held,
    /// It took place and nothing is left to do about it.
    Closed,
    /// It was called off.
    Cancelled,
}
