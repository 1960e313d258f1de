//! What the mutations of goals answer.

use async_graphql::SimpleObject;

use super::{Goal, GoalProgress};
use crate::{audit::FieldChange, error::UserError};

/// What became of adopting a goal.
#[derive(SimpleObject)]
pub struct GoalAdoptPayload {
    /// The new goal; null when nothing was added.
    pub goal: Option<Goal>,
    /// What to mend; empty when it was adopted.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a goal.
#[derive(SimpleObject)]
pub struct GoalUpdatePayload {
    /// The goal as stored now; after a `CONFLICT` as somebody else left it.
    pub goal: Option<Goal>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of completing a goal.
#[derive(SimpleObject)]
pub struct GoalCompletePayload {
    /// The goal as stored now; after a `CONFLICT` as somebody else left it.
    pub goal: Option<Goal>,
    /// What to mend; empty when it is completed.
    pub user_errors: Vec<UserError>,
}

/// What became of dropping a goal.
#[derive(SimpleObject)]
pub struct GoalDropPayload {
    /// The goal as stored now; after a `CONFLICT` as somebody else left it.
    pub goal: Option<Goal>,
    /// What to mend; empty when it was dropped.
    pub user_errors: Vec<UserError>,
}

/// What became of reopening a goal.
#[derive(SimpleObject)]
pub struct GoalReopenPayload {
    /// The goal as stored now; after a `CONFLICT` as somebody else left it.
    pub goal: Option<Goal>,
    /// What to mend; empty when it is open again.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a goal into the trash.
#[derive(SimpleObject)]
pub struct GoalTrashPayload {
    /// The goal as stored now; after a `CONFLICT` as somebody else left it.
    pub goal: Option<Goal>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a goal out of the trash.
#[derive(SimpleObject)]
pub struct GoalRestorePayload {
    /// The goal as stored now; after a `CONFLICT` as somebody else left it.
    pub goal: Option<Goal>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}

/// What became of noting how far a goal has come.
#[derive(SimpleObject)]
pub struct GoalProgressRecordPayload {
    /// The new entry; null when nothing was added.
    pub goal_progress: Option<GoalProgress>,
    /// What to mend; empty when it was noted.
    pub user_errors: Vec<UserError>,
}
