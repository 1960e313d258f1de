//! Root fields that read the ladder of employer engagement.

use async_graphql::{Context, Object};
use entities::ids::LadderEvidenceKindId;

use super::{loaders::EvidenceKindOf, reads, types::LadderEvidenceKind};
use crate::{app::Cx, error::Result, prefetch, scalars::IdOf};

/// Root fields that read the ladder of employer engagement.
#[derive(Clone, Copy, Debug, Default)]
pub struct LadderQuery;

#[Object]
impl LadderQuery {
    /// One kind of evidence for the ladder of employer engagement, out of use or not; null when there is none.
    async fn ladder_evidence_kind(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<LadderEvidenceKindId>,
    ) -> Option<Result<LadderEvidenceKind>> {
        prefetch::root::<EvidenceKindOf>(ctx, id.get()).await.transpose()
    }

    /// What counts for which level of the ladder of employer engagement, in the order of the list.
    async fn ladder_evidence_kinds(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = false, desc = "Those out of use too.")] include_retired: bool,
    ) -> Result<Vec<LadderEvidenceKind>, async_graphql::Error> {
        let rows = reads::kinds(Cx::of(ctx)?, include_retired).await?;
        Ok(rows.into_iter().map(LadderEvidenceKind::new).collect())
    }
}
