//! What mutations of affirmations answer.

use async_graphql::SimpleObject;

use super::Affirmation;
use crate::{audit::FieldChange, error::UserError};

/// What became of a new affirmation.
#[derive(SimpleObject)]
pub struct AffirmationRecordPayload {
    /// The new affirmation; null when nothing was written.
    pub affirmation: Option<Affirmation>,
    /// What to mend; empty when it was written.
    pub user_errors: Vec<UserError>,
}

/// What became of correcting an affirmation.
#[derive(SimpleObject)]
pub struct AffirmationUpdatePayload {
    /// The affirmation as stored now; after a `CONFLICT` as somebody else left it.
    pub affirmation: Option<Affirmation>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the correction was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting an affirmation into the trash.
#[derive(SimpleObject)]
pub struct AffirmationTrashPayload {
    /// The affirmation as stored now.
    pub affirmation: Option<Affirmation>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking an affirmation out of the trash.
#[derive(SimpleObject)]
pub struct AffirmationRestorePayload {
    /// The affirmation as stored now.
    pub affirmation: Option<Affirmation>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
