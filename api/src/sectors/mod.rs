//! Sectors: the fields of work that partnerships cover, as a list that administrators keep.
//!
//! - **Key**: a stable name for programs (`HEALTH_SCIENCE`); it never changes. The label is for people.
//! - **Out of use**: a sector that is retired can no longer be chosen; what was chosen stays.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::SectorMutation;
pub use query::SectorQuery;
