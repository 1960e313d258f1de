//! Competencies: what people can do, in lists that come in editions.
//!
//! - **List**: foundational, technical or employability; its source says whose it is, such as the College and Career Readiness
//!   Standards.
//! - **Edition**: the list as it was published on a day, with its competencies in order.
//!
//! Rules: lists belong to the network; a published edition never changes, because people have said yes and no to its text. A newer
//! one makes what was said about older ones stale, not gone.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::CompetencyMutation;
pub use query::CompetencyQuery;
