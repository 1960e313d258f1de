//! Attestations as GraphQL shows them to who holds their link.

use async_graphql::SimpleObject;

use super::reads::Shown;
use crate::{error::UserError, scalars::Instant, skill_gains::types::SkillGainAttestState};

/// A question to an employer about a milestone, as who holds its link sees it. It tells nothing else of the participant.
#[derive(Clone, Debug, SimpleObject)]
pub struct AttestationRequest {
    /// The milestone.
    pub milestone: String,
    /// How the agency says that the employer knows the participant, such as by initials.
    pub shown_as: String,
    /// The program in which the participant is.
    pub program: String,
    /// The agency that asks.
    pub agency: String,
    /// How far attesting has come.
    pub state: SkillGainAttestState,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// Whether it can be answered: it was not, and the milestone is open.
    pub can_answer: bool,
}

impl From<Shown> for AttestationRequest {
    fn from(shown: Shown) -> Self {
        Self {
            can_answer: shown.closed().is_none(),
            milestone: shown.gain.milestone.unwrap_or_default(),
            shown_as: shown.gain.shown_as.unwrap_or_default(),
            program: shown.program,
            agency: shown.agency,
            state: shown.gain.attest_state.into(),
            answered_at: shown.gain.attested_at.map(Instant),
        }
    }
}

/// What became of answering about a milestone by its link.
#[derive(SimpleObject)]
pub struct SkillGainAttestByLinkPayload {
    /// The question as it stands now; null when the answer was not noted.
    pub attestation_request: Option<AttestationRequest>,
    /// What to mend; empty when the answer was noted.
    pub user_errors: Vec<UserError>,
}
