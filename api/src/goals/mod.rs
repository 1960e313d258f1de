//! Goals of partnerships: what is to be reached, what shows it, by when, and who carries it.
//!
//! - **Owner and back-up**: the members that carry the goal and take it over; it should survive a change of people.
//! - **Wording**: title, target and due day. A change keeps the former wording with its first day, so that a charter can be
//!   read as it stood; a change on the same day replaces it.
//! - **Progress**: dated entries, added and not changed.
//!
//! Rules: a goal belongs to one partnership, and so do its owner and back-up, which are two members. Completing it asks what was
//! learned and which goal follows, at once; who names none says why. A dropped goal has a reason. What is closed does not
//! change until it is reopened.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::{GoalMutation, GoalProgressMutation};
pub use query::GoalQuery;
