//! Memberships: an employer's or an agency's place in a partnership, and the people who speak for it.
//!
//! - **Standing**: member, or champion (a business leader who carries a priority). **Seat** and **term** as boards have them.
//! - **Representatives**: a primary and a back-up, with dates; a partnership should survive a change of people.
//!
//! Rules: exactly one party, which a cross-agency partnership accepts only as an agency; no two live memberships of one party
//! in one partnership at the same time; at most one primary and one back-up at a time, and they are two people who work for the
//! member: a new one ends the former the day before. Who speaks for a member cannot be put into the trash. An end is the last day
//! that counts. Changes of an employer's membership stand in that employer's timeline.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::MembershipMutation;
pub use query::MembershipQuery;
