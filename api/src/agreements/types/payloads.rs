//! What the mutations of agreements answer.

use async_graphql::SimpleObject;

use super::Agreement;
use crate::{audit::FieldChange, error::UserError};

/// What became of adding an agreement.
#[derive(SimpleObject)]
pub struct AgreementCreatePayload {
    /// The new agreement; null when nothing was added.
    pub agreement: Option<Agreement>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing an agreement.
#[derive(SimpleObject)]
pub struct AgreementUpdatePayload {
    /// The agreement as stored now; after a `CONFLICT` as somebody else left it.
    pub agreement: Option<Agreement>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of noting that a party signed.
#[derive(SimpleObject)]
pub struct AgreementSignPayload {
    /// The agreement as stored now; after a `CONFLICT` as somebody else left it.
    pub agreement: Option<Agreement>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when it was noted.
    pub user_errors: Vec<UserError>,
}

/// What became of putting an agreement into the trash.
#[derive(SimpleObject)]
pub struct AgreementTrashPayload {
    /// The agreement as stored now; after a `CONFLICT` as somebody else left it.
    pub agreement: Option<Agreement>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking an agreement out of the trash.
#[derive(SimpleObject)]
pub struct AgreementRestorePayload {
    /// The agreement as stored now; after a `CONFLICT` as somebody else left it.
    pub agreement: Option<Agreement>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
