//! What mutations of evidence files answer.

use async_graphql::SimpleObject;

use super::EvidenceFile;
use crate::error::UserError;

/// What became of keeping an evidence file.
#[derive(SimpleObject)]
pub struct EvidenceFreezePayload {
    /// The frozen copy; null when nothing was kept.
    pub evidence_file: Option<EvidenceFile>,
    /// What to mend; empty when it was kept.
    pub user_errors: Vec<UserError>,
}
