//! What became of changes of agencies.

use async_graphql::SimpleObject;

use super::Agency;
use crate::{audit::FieldChange, error::UserError};

/// What became of adding an agency.
#[derive(SimpleObject)]
pub struct AgencyCreatePayload {
    /// The new agency; null when nothing was added.
    pub agency: Option<Agency>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing an agency.
#[derive(SimpleObject)]
pub struct AgencyUpdatePayload {
    /// The agency as stored now; after a `CONFLICT` as somebody else left it.
    pub agency: Option<Agency>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting an agency into the trash.
#[derive(SimpleObject)]
pub struct AgencyTrashPayload {
    /// The agency as stored now.
    pub agency: Option<Agency>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking an agency out of the trash.
#[derive(SimpleObject)]
pub struct AgencyRestorePayload {
    /// The agency as stored now.
    pub agency: Option<Agency>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
