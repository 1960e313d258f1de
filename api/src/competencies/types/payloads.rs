//! What mutations of lists of competencies answer.

use async_graphql::SimpleObject;

use super::{CompetencyEdition, CompetencyList};
use crate::{audit::FieldChange, error::UserError};

/// What became of a new list.
#[derive(SimpleObject)]
pub struct CompetencyListCreatePayload {
    /// The new list; null when nothing was written.
    pub competency_list: Option<CompetencyList>,
    /// What to mend; empty when it was written.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a list.
#[derive(SimpleObject)]
pub struct CompetencyListUpdatePayload {
    /// The list as stored now; after a `CONFLICT` as somebody else left it.
    pub competency_list: Option<CompetencyList>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a list into the trash.
#[derive(SimpleObject)]
pub struct CompetencyListTrashPayload {
    /// The list as stored now.
    pub competency_list: Option<CompetencyList>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a list out of the trash.
#[derive(SimpleObject)]
pub struct CompetencyListRestorePayload {
    /// The list as stored now.
    pub competency_list: Option<CompetencyList>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}

/// What became of publishing an edition.
#[derive(SimpleObject)]
pub struct CompetencyEditionPublishPayload {
    /// The edition; null when nothing was published.
    pub competency_edition: Option<CompetencyEdition>,
    /// What to mend; empty when it was published.
    pub user_errors: Vec<UserError>,
}
