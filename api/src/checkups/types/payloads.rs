//! What the mutations of check-ups answer.

use async_graphql::SimpleObject;

use super::Checkup;
use crate::error::UserError;

/// What became of recording a check-up.
#[derive(SimpleObject)]
pub struct CheckupRecordPayload {
    /// The new check-up; null when nothing was added.
    pub checkup: Option<Checkup>,
    /// What to mend; empty when it was recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a check-up into the trash.
#[derive(SimpleObject)]
pub struct CheckupTrashPayload {
    /// The check-up as stored now; after a `CONFLICT` as somebody else left it.
    pub checkup: Option<Checkup>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a check-up out of the trash.
#[derive(SimpleObject)]
pub struct CheckupRestorePayload {
    /// The check-up as stored now; after a `CONFLICT` as somebody else left it.
    pub checkup: Option<Checkup>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
