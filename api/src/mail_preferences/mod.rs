//! When people are reminded, and how: what a user says of herself and staff note of contacts.
//!
//! - **Zone**: where the person lives. Letters say a meeting's time on the person's clock too when it differs.
//! - **Quiet hours**: 20:00 to 07:00 on the person's clock unless somebody said otherwise; on the clock of the meeting's place
//!   while no zone is known. A reminder that is due then waits for their end, or comes the evening before when that would be
//!   less than an hour before the meeting.
//! - **Weekends**: who keeps them free is reminded on the Friday before.
//! - **Digest**: one letter a morning instead of the reminders, see [`crate::digests`]. Who does without digests by the link in
//!   one is reminded by single letters again.
//!
//! Changing them plans anew what has not left. Invitations, changes and cancellations leave at any hour: they are news.

mod hours;
pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
pub mod reads;
pub mod types;

pub use hours::{Hours, Placed, USEFUL_FOR};
pub use mutation::MailPreferenceMutation;
