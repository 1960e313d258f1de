//! Charters as GraphQL shows them.

mod charter;
mod payloads;
mod statement;

use async_graphql::Enum;

pub use charter::{Charter, CharterGoal};
pub use payloads::{StatementAdoptPayload, StatementRetirePayload};
pub use statement::CharterStatement;

/// A part of a charter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::charter_statement::StatementKind")]
pub enum StatementKind {
    /// What the partnership wants to reach; one at a time.
    Vision,
    /// Why it is there; one at a time.
    Mission,
    /// How it goes about it; as many as it takes.
    Strategy,
}
