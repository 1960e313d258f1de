//! Topics: what advice is about, as a list that administrators keep.
//!
//! - **Key**: a stable name for programs (`WORK_BASED_LEARNING`); it never changes. The label is for people.
//! - **Out of use**: a topic that is retired can no longer be chosen; what was chosen stays.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::TopicMutation;
pub use query::TopicQuery;
