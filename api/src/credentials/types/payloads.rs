//! What mutations of credentials answer.

use async_graphql::SimpleObject;

use super::Credential;
use crate::{audit::FieldChange, error::UserError};

/// What became of a new credential.
#[derive(SimpleObject)]
pub struct CredentialCreatePayload {
    /// The new credential; null when nothing was written.
    pub credential: Option<Credential>,
    /// What to mend; empty when it was written.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a credential.
#[derive(SimpleObject)]
pub struct CredentialUpdatePayload {
    /// The credential as stored now; after a `CONFLICT` as somebody else left it.
    pub credential: Option<Credential>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a credential into the trash.
#[derive(SimpleObject)]
pub struct CredentialTrashPayload {
    /// The credential as stored now.
    pub credential: Option<Credential>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a credential out of the trash.
#[derive(SimpleObject)]
pub struct CredentialRestorePayload {
    /// The credential as stored now.
    pub credential: Option<Credential>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
