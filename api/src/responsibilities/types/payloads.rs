//! What the mutations of responsibilities answer.

use async_graphql::SimpleObject;

use super::{Responsibility, ResponsibilityAssignment};
use crate::{audit::FieldChange, error::UserError};

/// What became of adding a responsibility.
#[derive(SimpleObject)]
pub struct ResponsibilityCreatePayload {
    /// The new responsibility; null when nothing was added.
    pub responsibility: Option<Responsibility>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a responsibility.
#[derive(SimpleObject)]
pub struct ResponsibilityUpdatePayload {
    /// The responsibility as stored now; after a `CONFLICT` as somebody else left it.
    pub responsibility: Option<Responsibility>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a responsibility into the trash.
#[derive(SimpleObject)]
pub struct ResponsibilityTrashPayload {
    /// The responsibility as stored now; after a `CONFLICT` as somebody else left it.
    pub responsibility: Option<Responsibility>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a responsibility out of the trash.
#[derive(SimpleObject)]
pub struct ResponsibilityRestorePayload {
    /// The responsibility as stored now; after a `CONFLICT` as somebody else left it.
    pub responsibility: Option<Responsibility>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}

/// What became of letting a member take part in a responsibility.
#[derive(SimpleObject)]
pub struct ResponsibilityAssignPayload {
    /// The new part; null when nothing was assigned.
    pub assignment: Option<ResponsibilityAssignment>,
    /// The part it took before, ended the day before.
    pub former: Option<ResponsibilityAssignment>,
    /// What to mend; empty when it takes part.
    pub user_errors: Vec<UserError>,
}

/// What became of ending the part a member takes in a responsibility.
#[derive(SimpleObject)]
pub struct ResponsibilityAssignmentEndPayload {
    /// The part as stored now; after a `CONFLICT` as somebody else left it.
    pub assignment: Option<ResponsibilityAssignment>,
    /// What to mend; empty when it ended.
    pub user_errors: Vec<UserError>,
}
