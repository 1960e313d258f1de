//! Root fields that change what counts for which level: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::LadderEvidenceKindId, ladder_evidence_kind};

use super::{
    inputs::LadderEvidenceKindUpdateInput,
    ops, reads,
    types::{
        LadderEvidenceKind, LadderEvidenceKindRetirePayload, LadderEvidenceKindUnretirePayload,
        LadderEvidenceKindUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change what counts for which level.
#[derive(Clone, Copy, Debug, Default)]
pub struct LadderMutation;

#[Object]
impl LadderMutation {
    /// Changes a kind of evidence, such as the level it shows. The levels of all employers follow at once, in their history too.
    async fn ladder_evidence_kind_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<LadderEvidenceKindId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: LadderEvidenceKindUpdateInput,
    ) -> Result<LadderEvidenceKindUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (ladder_evidence_kind, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(LadderEvidenceKindUpdatePayload {
            ladder_evidence_kind,
            changes,
            user_errors,
        })
    }

    /// Takes a kind of evidence out of use: it shows no level any more.
    async fn ladder_evidence_kind_retire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<LadderEvidenceKindId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<LadderEvidenceKindRetirePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::retire(cx, id.get(), version).await;
        let (ladder_evidence_kind, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(LadderEvidenceKindRetirePayload {
            ladder_evidence_kind,
            user_errors,
        })
    }

    /// Takes a kind of evidence back into use.
    async fn ladder_evidence_kind_unretire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<LadderEvidenceKindId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<LadderEvidenceKindUnretirePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::unretire(cx, id.get(), version).await;
        let (ladder_evidence_kind, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(LadderEvidenceKindUnretirePayload {
            ladder_evidence_kind,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: LadderEvidenceKindId,
    outcome: Result<ladder_evidence_kind::Model>,
) -> Result<Settled<LadderEvidenceKind>> {
    payload::settled(outcome, LadderEvidenceKind::new, async {
        Ok(reads::kinds_by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
