//! Pathway maps as GraphQL shows them.

mod edge;
mod map;
mod payloads;
mod picture;
mod step;
mod validation;

use async_graphql::Enum;

pub use edge::{PathwayEdge, PathwayRequirement};
pub use map::PathwayMap;
pub use payloads::{
    PathwayEdgeAddPayload, PathwayEdgeRemovePayload, PathwayEdgeUpdatePayload, PathwayEdgeValidatePayload,
    PathwayMapCreatePayload, PathwayMapRestorePayload, PathwayMapTrashPayload, PathwayMapUpdatePayload,
    PathwayStepAddPayload, PathwayStepRemovePayload, PathwayStepUpdatePayload,
    PathwayValidationRemovePayload,
};
pub use step::PathwayStep;
pub use validation::PathwayValidation;

/// How much a credential is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::pathway_edge_credential::PathwayRequirement")]
pub enum PathwayRequirementLevel {
    /// Nobody goes this way without it.
    Required,
    /// Employers would rather have it.
    Preferred,
}

/// How what an employer said of an edge stands today (UTC).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "crate::pathways::ops::Standing")]
pub enum PathwayValidationState {
    /// It counts.
    Current,
    /// The edge was changed since: its credentials, or the occupation at one of its ends.
    Stale,
    /// Its last day is over.
    Expired,
    /// The employer said something newer. Only in the history.
    Replaced,
    /// It was taken back. Only in the history.
    Withdrawn,
}

/// How an edge stands today (UTC), by the best of its validations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "crate::pathways::ops::EdgeStanding")]
pub enum PathwayEdgeState {
    /// An employer stands behind it as it is.
    Validated,
    /// An employer stands behind it as it was before its credentials, or the occupation at one of its ends, changed.
    Stale,
    /// Employers stood behind it, and the last day of each is over.
    Lapsed,
    /// No employer ever stood behind it.
    Unvalidated,
}

/// The steps and edges of a map.
#[derive(Clone, Default)]
pub struct Chart {
    /// The steps: by level, then by position.
    pub steps: Vec<PathwayStep>,
    /// The edges: by where they lead, then by where they begin.
    pub edges: Vec<PathwayEdge>,
}
