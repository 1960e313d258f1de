//! Responsibilities as GraphQL shows them.

mod assignment;
mod matrix;
mod payloads;
mod responsibility;

use async_graphql::Enum;

pub use assignment::ResponsibilityAssignment;
pub use matrix::{ResponsibilityMatrix, ResponsibilityRow};
pub use payloads::{
    ResponsibilityAssignPayload, ResponsibilityAssignmentEndPayload, ResponsibilityCreatePayload,
    ResponsibilityRestorePayload, ResponsibilityTrashPayload, ResponsibilityUpdatePayload,
};
pub use responsibility::Responsibility;

/// The part a member takes in a responsibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::responsibility_assignment::ResponsibilityKind")]
pub enum ResponsibilityKind {
    /// Sees to it.
    Lead,
    /// Works on it.
    Support,
    /// Is asked about it.
    Advisory,
    /// Is told of it.
    Informed,
}
