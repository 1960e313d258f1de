//! Tasks: the decisions and actions that people agree to, so that what was said at a table is done.
//!
//! - **Task**: an action, or a decision that is carried out: one line, an owner, a day by which it is done.
//! - **Where it belongs**: to a partnership, a meeting, a recommendation or an employer; whoever sees those sees it. What
//!   was agreed at a meeting belongs to the meeting's partnership too.
//! - **Owner**: a user or a contact; a task without one is open to whoever takes it.
//! - **Overdue**: open after the last day on which it would have been done in time.
//!
//! Rules: the agency that follows it up changes it; its owner, of whichever agency, may say that it is done. A task that is
//! dropped says why. Done and dropped tasks can be opened again.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::TaskMutation;
pub use query::TaskQuery;
