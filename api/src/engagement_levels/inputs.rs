//! What callers send about the ladder of employer engagement.

use async_graphql::InputObject;
use entities::ladder_evidence_kind;

use super::{ops::KindDraft, types::LadderLevel};
use crate::shared::inputs::replace;

/// Changes of a kind of evidence: what is absent stays.
#[derive(Clone, Debug, Default, InputObject)]
pub struct LadderEvidenceKindUpdateInput {
    /// The name for people; 1 to 200 characters.
    pub label: Option<String>,
    /// The level it shows.
    pub level: Option<LadderLevel>,
}

impl From<LadderEvidenceKindUpdateInput> for KindDraft {
    fn from(input: LadderEvidenceKindUpdateInput) -> Self {
        let row = ladder_evidence_kind::ActiveModel {
            label: replace(input.label, |label| label),
            level: replace(input.level, Into::into),
            ..Default::default()
        };
        Self { row }
    }
}
