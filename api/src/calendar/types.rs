//! Calendar feeds as GraphQL shows them.

mod feed;
mod payloads;

pub use feed::CalendarFeed;
pub use payloads::{CalendarFeedCreatePayload, CalendarFeedRevokePayload, CalendarFeedRotatePayload};
