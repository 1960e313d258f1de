//! What mutations of openings answer.

use async_graphql::SimpleObject;

use super::Opening;
use crate::{audit::FieldChange, error::UserError};

/// What became of recording an opening or a forecast.
#[derive(SimpleObject)]
pub struct OpeningRecordPayload {
    /// The new opening; null when nothing was recorded.
    pub opening: Option<Opening>,
    /// What to mend; empty when it was recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of changing an opening.
#[derive(SimpleObject)]
pub struct OpeningUpdatePayload {
    /// The opening as stored now; after a `CONFLICT` as somebody else left it.
    pub opening: Option<Opening>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting an opening into the trash.
#[derive(SimpleObject)]
pub struct OpeningTrashPayload {
    /// The opening as stored now.
    pub opening: Option<Opening>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking an opening out of the trash.
#[derive(SimpleObject)]
pub struct OpeningRestorePayload {
    /// The opening as stored now.
    pub opening: Option<Opening>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
