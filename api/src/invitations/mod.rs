//! Invitations as their holders see them: who has the link of an invitation sees the meeting and answers, without signing in.
//!
//! - The answer is kept with the attendee, as if somebody of the agency had noted it; the audit names the link.
//! - The last answer counts. It can be changed while the meeting is ahead; after that the page shows it and no buttons.
//! - Whoever was taken off the list, or whose meeting went into the trash, has no invitation any more.

mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::InvitationMutation;
pub use query::InvitationQuery;
