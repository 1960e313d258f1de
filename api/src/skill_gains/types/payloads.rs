//! What became of a change of a skill gain.

use async_graphql::SimpleObject;

use super::SkillGain;
use crate::{audit::FieldChange, error::UserError};

/// What became of recording a skill gain.
#[derive(SimpleObject)]
pub struct SkillGainRecordPayload {
    /// The new gain; null when nothing was recorded.
    pub skill_gain: Option<SkillGain>,
    /// What to mend; empty when it was recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a skill gain.
#[derive(SimpleObject)]
pub struct SkillGainUpdatePayload {
    /// The gain as stored now; after a `CONFLICT` as somebody else left it.
    pub skill_gain: Option<SkillGain>,
    /// The fields that changed; of what is about the participant only the names.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of asking an employer to attest a skill gain.
#[derive(SimpleObject)]
pub struct SkillGainAskAttestationPayload {
    /// The gain as stored now; after a `CONFLICT` as somebody else left it.
    pub skill_gain: Option<SkillGain>,
    /// What to mend; empty when the letter is queued.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a skill gain into the trash.
#[derive(SimpleObject)]
pub struct SkillGainTrashPayload {
    /// The gain as stored now.
    pub skill_gain: Option<SkillGain>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a skill gain out of the trash.
#[derive(SimpleObject)]
pub struct SkillGainRestorePayload {
    /// The gain as stored now.
    pub skill_gain: Option<SkillGain>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
