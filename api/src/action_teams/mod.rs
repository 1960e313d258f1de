//! Action teams: the people who work on a priority.
//!
//! Rules: a team has contacts and people of agencies, each once, and any of them may lead. A team belongs to one priority for
//! good; one that was a mistake goes into the trash.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::ActionTeamMutation;
pub use query::ActionTeamQuery;
