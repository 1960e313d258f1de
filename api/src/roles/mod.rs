//! Roles: what members of a partnership take on, and how far they have come with it.
//!
//! - **Role type**: a row of the administered list; published lists call themselves open. Six are those of page 35 of the
//!   Career Pathways Toolkit; each says where it comes from and whether its wording was checked there.
//! - **Commitment**: a membership takes a role, for a time. A dated relation, not a tag: proposed, committed, active,
//!   then fulfilled or lapsed.
//! - **Coverage**: a partnership's members × roles, with the evidence ([`crate::contributions`],
//!   [`crate::affirmations`]) and the roles nobody plays.
//!
//! Rules: a commitment goes one step at a time, or lapses; one that has ended stays as it is, and a new one begins. A role
//! fits the side of the member. A membership has one open commitment to a role at most. A role type is retired, not deleted,
//! and its key never changes.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::{CommitmentMutation, RoleMutation};
pub use query::RoleQuery;
