//! Priorities: what a partnership works on first, as its business members named it, and who champions it.
//!
//! - **Priority**: what is to be done; open, done or dropped, with what became of it.
//! - **Champion**: a business that carries a priority, and the person there, with dates.
//!
//! Rules: only an employer that is a member champions, once at a time; a priority may have several champions. A champion whose
//! membership does not hold on a day is none on it. What is closed does not change until it is reopened.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::{PriorityChampionMutation, PriorityMutation};
pub use query::PriorityQuery;
