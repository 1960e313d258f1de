//! Records of any kind by their id, whose prefix says what it names.
//!
//! Each kind is a line in [`types`]; it is loaded by its own relation, and so through its own policy: unknown, malformed and
//! not visible look the same.

mod query;
pub mod types;

pub(crate) use query::MOST_IDS;
pub use query::NodeQuery;
