//! What became of changing engagements.

use async_graphql::SimpleObject;

use super::Engagement;
use crate::{audit::FieldChange, error::UserError};

/// What became of logging an engagement.
#[derive(SimpleObject)]
pub struct EngagementLogPayload {
    /// The new engagement; null when nothing was logged.
    pub engagement: Option<Engagement>,
    /// What to mend; empty when it was logged.
    pub user_errors: Vec<UserError>,
}

/// What became of changing an engagement.
#[derive(SimpleObject)]
pub struct EngagementUpdatePayload {
    /// The engagement as stored now; after a `CONFLICT` as somebody else left it.
    pub engagement: Option<Engagement>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting an engagement into the trash.
#[derive(SimpleObject)]
pub struct EngagementTrashPayload {
    /// The engagement as stored now.
    pub engagement: Option<Engagement>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking an engagement out of the trash.
#[derive(SimpleObject)]
pub struct EngagementRestorePayload {
    /// The engagement as stored now.
    pub engagement: Option<Engagement>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
