//! What mutations of hires and employment answer.

use async_graphql::SimpleObject;

use super::{Employment, Hire};
use crate::{audit::FieldChange, error::UserError};

/// What became of recording a hire.
#[derive(SimpleObject)]
pub struct HireRecordPayload {
    /// The new hire; null when nothing was recorded.
    pub hire: Option<Hire>,
    /// What to mend; empty when it was recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a hire.
#[derive(SimpleObject)]
pub struct HireUpdatePayload {
    /// The hire as stored now; after a `CONFLICT` as somebody else left it.
    pub hire: Option<Hire>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a hire into the trash.
#[derive(SimpleObject)]
pub struct HireTrashPayload {
    /// The hire as stored now; after a `CONFLICT` as somebody else left it.
    pub hire: Option<Hire>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a hire out of the trash.
#[derive(SimpleObject)]
pub struct HireRestorePayload {
    /// The hire as stored now; after a `CONFLICT` as somebody else left it.
    pub hire: Option<Hire>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}

/// What became of recording employment after exit.
#[derive(SimpleObject)]
pub struct EmploymentRecordPayload {
    /// The new record; null when nothing was recorded.
    pub employment: Option<Employment>,
    /// What to mend; empty when it was recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of changing employment after exit.
#[derive(SimpleObject)]
pub struct EmploymentUpdatePayload {
    /// The record as stored now; after a `CONFLICT` as somebody else left it.
    pub employment: Option<Employment>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of removing employment after exit.
#[derive(SimpleObject)]
pub struct EmploymentRemovePayload {
    /// The record as it was before it was removed; after a `CONFLICT` as somebody else left it.
    pub employment: Option<Employment>,
    /// What to mend; empty when it was removed.
    pub user_errors: Vec<UserError>,
}
