//! Priorities as GraphQL shows them.

mod champion;
mod payloads;
mod priority;

use async_graphql::Enum;

pub use champion::PriorityChampion;
pub use payloads::{
    PriorityChampionAssignPayload, PriorityChampionEndPayload, PriorityClosePayload, PriorityCreatePayload,
    PriorityReopenPayload, PriorityRestorePayload, PriorityTrashPayload, PriorityUpdatePayload,
};
pub use priority::Priority;

/// How a priority stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::priority::PriorityState")]
pub enum PriorityState {
    /// It is worked on.
    Open,
    /// It is done.
    Done,
    /// It was given up.
    Dropped,
}
