//! What mutations of referrals answer.

use async_graphql::SimpleObject;

use super::Referral;
use crate::{audit::FieldChange, error::UserError};

/// What became of recording a referral.
#[derive(SimpleObject)]
pub struct ReferralRecordPayload {
    /// The new referral; null when nothing was recorded.
    pub referral: Option<Referral>,
    /// What to mend; empty when it was recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a referral.
#[derive(SimpleObject)]
pub struct ReferralUpdatePayload {
    /// The referral as stored now; after a `CONFLICT` as somebody else left it.
    pub referral: Option<Referral>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of a step of a referral.
#[derive(SimpleObject)]
pub struct ReferralMovePayload {
    /// The referral as stored now; after a `CONFLICT` as somebody else left it.
    pub referral: Option<Referral>,
    /// What to mend; empty when the step was taken.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a referral into the trash.
#[derive(SimpleObject)]
pub struct ReferralTrashPayload {
    /// The referral as stored now; after a `CONFLICT` as somebody else left it.
    pub referral: Option<Referral>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a referral out of the trash.
#[derive(SimpleObject)]
pub struct ReferralRestorePayload {
    /// The referral as stored now; after a `CONFLICT` as somebody else left it.
    pub referral: Option<Referral>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
