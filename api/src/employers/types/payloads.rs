//! What the mutations of employers answer.

use async_graphql::SimpleObject;

use super::Employer;
use crate::{audit::FieldChange, error::UserError};

/// What became of adding an employer.
#[derive(SimpleObject)]
pub struct EmployerCreatePayload {
    /// The new employer; null when nothing was added.
    pub employer: Option<Employer>,
    /// Employers of the same name, those in the trash included, when that is why nothing was added. Send `allowDuplicates: true` to insist.
    pub candidates: Vec<Employer>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing an employer.
#[derive(SimpleObject)]
pub struct EmployerUpdatePayload {
    /// The employer as stored now; after a `CONFLICT` as somebody else left it.
    pub employer: Option<Employer>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting an employer into the trash.
#[derive(SimpleObject)]
pub struct EmployerTrashPayload {
    /// The employer as stored now.
    pub employer: Option<Employer>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking an employer out of the trash.
#[derive(SimpleObject)]
pub struct EmployerRestorePayload {
    /// The employer as stored now; null when candidates are named.
    pub employer: Option<Employer>,
    /// Live employers of the same name, when that is why it was not restored. Send `allowDuplicates: true` to insist.
    pub candidates: Vec<Employer>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
