//! Meetings in the calendars of those who are invited, and of those who want to see them there.
//!
//! - **Entry**: one meeting as a calendar shows it. Its name (`UID`) never changes; its **revision** (`SEQUENCE`) is the meeting's,
//!   raised by every change of time or place and by cancelling, so that calendars move the entry instead of adding another.
//! - **Method**: what a calendar is to do with it. A first invitation and every change of it are a `REQUEST`; a `CANCEL` takes
//!   the entry out; a `PUBLISH` shows entries that nobody answers.
//! - **Feed**: an address that a calendar asks again and again. It sees with the eyes of the person who made it, no more than that
//!   person's lists of meetings, and no longer than that person's access lasts.
//!
//! Times are written in UTC, so that no calendar needs to know the law of a zone. An invitation names only the person it goes to:
//! nobody learns the addresses of the others. The secret in a feed's address is shown once; the database keeps its hash. A feed
//! whose secret was changed or which was revoked does not exist.

pub mod builder;
pub mod inputs;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::CalendarMutation;
pub use query::CalendarQuery;
