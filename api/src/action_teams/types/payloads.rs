//! What the mutations of action teams answer.

use async_graphql::SimpleObject;

use super::ActionTeam;
use crate::{audit::FieldChange, error::UserError};

/// What became of forming an action team.
#[derive(SimpleObject)]
pub struct ActionTeamCreatePayload {
    /// The new team; null when nothing was added.
    pub action_team: Option<ActionTeam>,
    /// What to mend; empty when it was formed.
    pub user_errors: Vec<UserError>,
}

/// What became of changing an action team.
#[derive(SimpleObject)]
pub struct ActionTeamUpdatePayload {
    /// The team as stored now; after a `CONFLICT` as somebody else left it.
    pub action_team: Option<ActionTeam>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting an action team into the trash.
#[derive(SimpleObject)]
pub struct ActionTeamTrashPayload {
    /// The team as stored now; after a `CONFLICT` as somebody else left it.
    pub action_team: Option<ActionTeam>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking an action team out of the trash.
#[derive(SimpleObject)]
pub struct ActionTeamRestorePayload {
    /// The team as stored now; after a `CONFLICT` as somebody else left it.
    pub action_team: Option<ActionTeam>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
