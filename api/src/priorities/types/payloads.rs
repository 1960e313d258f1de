//! What the mutations of priorities answer.

use async_graphql::SimpleObject;

use super::{Priority, PriorityChampion};
use crate::{audit::FieldChange, error::UserError};

/// What became of adding a priority.
#[derive(SimpleObject)]
pub struct PriorityCreatePayload {
    /// The new priority; null when nothing was added.
    pub priority: Option<Priority>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a priority.
#[derive(SimpleObject)]
pub struct PriorityUpdatePayload {
    /// The priority as stored now; after a `CONFLICT` as somebody else left it.
    pub priority: Option<Priority>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of closing a priority.
#[derive(SimpleObject)]
pub struct PriorityClosePayload {
    /// The priority as stored now; after a `CONFLICT` as somebody else left it.
    pub priority: Option<Priority>,
    /// What to mend; empty when it is closed.
    pub user_errors: Vec<UserError>,
}

/// What became of reopening a priority.
#[derive(SimpleObject)]
pub struct PriorityReopenPayload {
    /// The priority as stored now; after a `CONFLICT` as somebody else left it.
    pub priority: Option<Priority>,
    /// What to mend; empty when it is open again.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a priority into the trash.
#[derive(SimpleObject)]
pub struct PriorityTrashPayload {
    /// The priority as stored now; after a `CONFLICT` as somebody else left it.
    pub priority: Option<Priority>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a priority out of the trash.
#[derive(SimpleObject)]
pub struct PriorityRestorePayload {
    /// The priority as stored now; after a `CONFLICT` as somebody else left it.
    pub priority: Option<Priority>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}

/// What became of letting a business carry a priority.
#[derive(SimpleObject)]
pub struct PriorityChampionAssignPayload {
    /// The new champion; null when nothing was added.
    pub champion: Option<PriorityChampion>,
    /// What to mend; empty when it carries it.
    pub user_errors: Vec<UserError>,
}

/// What became of ending a business's carrying a priority.
#[derive(SimpleObject)]
pub struct PriorityChampionEndPayload {
    /// The champion as stored now; after a `CONFLICT` as somebody else left it.
    pub champion: Option<PriorityChampion>,
    /// What to mend; empty when it ended.
    pub user_errors: Vec<UserError>,
}
