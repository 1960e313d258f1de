//! What mutations of pathway maps answer.

use async_graphql::SimpleObject;

use super::{PathwayEdge, PathwayMap, PathwayStep};
use crate::{audit::FieldChange, error::UserError};

/// What became of a new map.
#[derive(SimpleObject)]
pub struct PathwayMapCreatePayload {
    /// The new map; null when nothing was written.
    pub pathway_map: Option<PathwayMap>,
    /// What to mend; empty when it was written.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a map.
#[derive(SimpleObject)]
pub struct PathwayMapUpdatePayload {
    /// The map as stored now; after a `CONFLICT` as somebody else left it.
    pub pathway_map: Option<PathwayMap>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a map into the trash.
#[derive(SimpleObject)]
pub struct PathwayMapTrashPayload {
    /// The map as stored now; after a `CONFLICT` as somebody else left it.
    pub pathway_map: Option<PathwayMap>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a map out of the trash.
#[derive(SimpleObject)]
pub struct PathwayMapRestorePayload {
    /// The map as stored now; after a `CONFLICT` as somebody else left it.
    pub pathway_map: Option<PathwayMap>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}

/// What became of a new step.
#[derive(SimpleObject)]
pub struct PathwayStepAddPayload {
    /// The map as stored now; after a `CONFLICT` as somebody else left it.
    pub pathway_map: Option<PathwayMap>,
    /// The step; null when nothing was written.
    pub pathway_step: Option<PathwayStep>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a step.
#[derive(SimpleObject)]
pub struct PathwayStepUpdatePayload {
    /// The map as stored now; after a `CONFLICT` as somebody else left it.
    pub pathway_map: Option<PathwayMap>,
    /// The step; null when nothing was written.
    pub pathway_step: Option<PathwayStep>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a step off its map.
#[derive(SimpleObject)]
pub struct PathwayStepRemovePayload {
    /// The map as stored now; after a `CONFLICT` as somebody else left it.
    pub pathway_map: Option<PathwayMap>,
    /// What to mend; empty when it is gone.
    pub user_errors: Vec<UserError>,
}

/// What became of a new edge.
#[derive(SimpleObject)]
pub struct PathwayEdgeAddPayload {
    /// The map as stored now; after a `CONFLICT` as somebody else left it.
    pub pathway_map: Option<PathwayMap>,
    /// The edge; null when nothing was written.
    pub pathway_edge: Option<PathwayEdge>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing an edge.
#[derive(SimpleObject)]
pub struct PathwayEdgeUpdatePayload {
    /// The map as stored now; after a `CONFLICT` as somebody else left it.
    pub pathway_map: Option<PathwayMap>,
    /// The edge; null when nothing was written.
    pub pathway_edge: Option<PathwayEdge>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of taking an edge off its map.
#[derive(SimpleObject)]
pub struct PathwayEdgeRemovePayload {
    /// The map as stored now; after a `CONFLICT` as somebody else left it.
    pub pathway_map: Option<PathwayMap>,
    /// What to mend; empty when it is gone.
    pub user_errors: Vec<UserError>,
}

/// What became of noting that an employer stands behind an edge.
#[derive(SimpleObject)]
pub struct PathwayEdgeValidatePayload {
    /// The map as stored now; after a `CONFLICT` as somebody else left it.
    pub pathway_map: Option<PathwayMap>,
    /// The edge; null when nothing was written.
    pub pathway_edge: Option<PathwayEdge>,
    /// What to mend; empty when it was noted.
    pub user_errors: Vec<UserError>,
}

/// What became of taking back that an employer stands behind an edge.
#[derive(SimpleObject)]
pub struct PathwayValidationRemovePayload {
    /// The map as stored now; after a `CONFLICT` as somebody else left it.
    pub pathway_map: Option<PathwayMap>,
    /// The edge; null when nothing was written.
    pub pathway_edge: Option<PathwayEdge>,
    /// What to mend; empty when it was taken back.
    pub user_errors: Vec<UserError>,
}
