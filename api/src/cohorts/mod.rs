//! Cohorts: groups of students who take a program together.
//!
//! - **Cohort**: belongs to a program, whose agency alone changes it; whoever sees the program sees it. Nobody's name is in it.
//! - **Days**: the last one counts. **Seats**: how many it has room for.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::CohortMutation;
pub use query::CohortQuery;
