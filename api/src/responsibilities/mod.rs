//! Responsibilities: who leads what in a partnership, who supports it, who is asked and who is told.
//!
//! - **Responsibility**: something that somebody has to see to. It is retired when nobody has to any more.
//! - **Assignment**: the part a member takes in it, with dates.
//! - **Matrix**: responsibilities × members on a day, and its gaps: what nobody leads, and who takes no part in anything.
//!
//! Rules: a member takes one part in a responsibility at a time; a new part ends the former on that day. Only a member of the
//! partnership takes part. Who is no member on a day takes no part on it, whatever was assigned. A responsibility may have
//! more than one lead.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::ResponsibilityMutation;
pub use query::ResponsibilityQuery;
