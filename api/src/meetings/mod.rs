//! Meetings of partnerships and advisory boards: when on whose clock, where, what about, and what became of them.
//!
//! - **Start**: what people agree on is a time on the clocks of a place (`local_start` and `time_zone`). The instant is
//!   reckoned from it and reckoned anew when the law of the zone changes.
//! - **Sequence**: the revision of the meeting's calendar entry, which mail and calendar files carry. Every change of time or
//!   place and cancelling raise it, nothing else does.
//! - **Status**: planned, then held or cancelled; a held meeting is closed when nothing is left to do about it.
//!
//! - **Minutes**: a draft until they are filed on a day.
//!
//! Rules: a start that the clocks jump over is refused; of one that comes twice the first is meant, and the meeting says so.
//! Only a planned meeting is moved or cancelled. Who organizes a meeting is an agency; whose meeting it is, a partnership.
//! A planned meeting with people on its list is cancelled before it goes into the trash, so that they are told.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::MeetingMutation;
pub use query::MeetingQuery;
