//! What a board is held to, and whether it is: rules as parameters, and the report of what is broken.
//!
//! - **Rules**: quorum, a majority from industry, meetings a year, days until minutes are filed, terms. States differ, so each
//!   board has its own. A board without rules is asked for a majority from industry when it is public-private.
//! - **Composition report**: the members and the held meetings of the twelve months up to a day against the rules; each thing
//!   broken is a typed finding with its numbers.
//! - **Business**: an employer among the members; an attendee who speaks for business. As many as the others are no majority.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
pub mod types;

pub use mutation::BoardRulesMutation;
