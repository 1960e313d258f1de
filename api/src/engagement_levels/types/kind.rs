//! Kinds of evidence as GraphQL shows them.

use async_graphql::{Context, ID, Object, SimpleObject};
use entities::ladder_evidence_kind;

use super::LadderLevel;
use crate::{
    app::Cx, audit::FieldChange, error::UserError, policy::Action, roles::types::SourceStatus,
    scalars::Instant, shared::types::RecordPermissions,
};

/// A kind of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LadderEvidenceKind {
    row: ladder_evidence_kind::Model,
}

impl LadderEvidenceKind {
    /// The kind of a row.
    pub fn new(row: ladder_evidence_kind::Model) -> Self {
        Self { row }
    }
}

/// A kind of evidence for the ladder of employer engagement, and the level it shows: from a list that Guildhall ships with and
/// administrators keep.
#[Object]
impl LadderEvidenceKind {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The stable name for programs, such as `HOST_WBL`. It says which records are the evidence, and never changes.
    async fn key(&self) -> &str {
        &self.row.key
    }

    /// The name for people.
    async fn label(&self) -> &str {
        &self.row.label
    }

    /// The level it shows.
    async fn level(&self) -> LadderLevel {
        self.row.level.into()
    }

    /// Where it comes from that this counts for the level.
    async fn source(&self) -> &str {
        &self.row.source
    }

    /// Whether that was checked against the source.
    async fn source_status(&self) -> SourceStatus {
        self.row.source_status.into()
    }

    /// Its place in lists, from 0.
    async fn position(&self) -> i32 {
        self.row.position
    }

    /// When it was taken out of use; null while it counts.
    async fn retired_at(&self) -> Option<Instant> {
        self.row.retired_at.map(Instant)
    }

    /// When it was added.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it was last changed.
    async fn updated_at(&self) -> Instant {
        Instant(self.row.updated_at)
    }

    /// Counts its changes: hand it back with an update, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// What you may do with it.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let manage = Action::EngagementLevelManage;
        Ok(RecordPermissions::of(Cx::of(ctx)?, manage, manage, None))
    }
}

/// What became of changing a kind of evidence.
#[derive(SimpleObject)]
pub struct LadderEvidenceKindUpdatePayload {
    /// The kind as stored now; after a `CONFLICT` as somebody else left it.
    pub ladder_evidence_kind: Option<LadderEvidenceKind>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a kind of evidence out of use.
#[derive(SimpleObject)]
pub struct LadderEvidenceKindRetirePayload {
    /// The kind as stored now.
    pub ladder_evidence_kind: Option<LadderEvidenceKind>,
    /// What to mend; empty when it is out of use.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a kind of evidence back into use.
#[derive(SimpleObject)]
pub struct LadderEvidenceKindUnretirePayload {
    /// The kind as stored now.
    pub ladder_evidence_kind: Option<LadderEvidenceKind>,
    /// What to mend; empty when it is in use again.
    pub user_errors: Vec<UserError>,
}
