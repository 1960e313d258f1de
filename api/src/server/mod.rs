//! The server itself: its version, its limits, and whether mail leaves, which anybody may ask, signed in or not.
//!
//! The limits are the constants that are enforced, so that they cannot differ from what is told here.

mod limits;
mod query;
pub mod reads;
pub mod types;

pub use query::ServerQuery;
