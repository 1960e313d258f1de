//! Root fields that change recommendations: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::RecommendationId, recommendation};

use super::{
    inputs::{
        RecommendationDecideInput, RecommendationImplementInput, RecommendationRecordInput,
        RecommendationReportBackInput, RecommendationUpdateInput,
    },
    ops, reads,
    types::{
        Recommendation, RecommendationDecidePayload, RecommendationImplementPayload,
        RecommendationRecordPayload, RecommendationReopenPayload, RecommendationReportBackPayload,
        RecommendationRestorePayload, RecommendationTrashPayload, RecommendationUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change recommendations.
#[derive(Clone, Copy, Debug, Default)]
pub struct RecommendationMutation;

#[Object]
impl RecommendationMutation {
    /// Records a piece of advice: what was said, by whom, to whom. It begins as `PROPOSED`.
    async fn recommendation_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The advice.")] input: RecommendationRecordInput,
    ) -> Result<RecommendationRecordPayload, async_graphql::Error> {
        let (recommendation, user_errors) =
            payload::made(ops::record(Cx::of(ctx)?, input.into()).await, Recommendation::new)?;
        Ok(RecommendationRecordPayload {
            recommendation,
            user_errors,
        })
    }

    /// Changes what is recorded of a recommendation; where it stands changes by its steps.
    async fn recommendation_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<RecommendationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: RecommendationUpdateInput,
    ) -> Result<RecommendationUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (recommendation, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(RecommendationUpdatePayload {
            recommendation,
            changes,
            user_errors,
        })
    }

    /// Decides about a recommendation: accepts it, accepts it in another form, declines it or defers it.
    async fn recommendation_decide(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<RecommendationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The decision.")] input: RecommendationDecideInput,
    ) -> Result<RecommendationDecidePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::decide(cx, id.get(), version, input.into()).await;
        let (recommendation, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(RecommendationDecidePayload {
            recommendation,
            user_errors,
        })
    }

    /// Records that accepted advice was put into practice.
    async fn recommendation_implement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<RecommendationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "What was done, and when.")] input: RecommendationImplementInput,
    ) -> Result<RecommendationImplementPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let on = input.on.map(|day| day.0);
        let outcome = ops::implement(cx, id.get(), version, on, input.implementation).await;
        let (recommendation, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(RecommendationImplementPayload {
            recommendation,
            user_errors,
        })
    }

    /// Records that those who gave the advice were told what became of it. This closes it.
    async fn recommendation_report_back(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<RecommendationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "What they were told, and when.")] input: RecommendationReportBackInput,
    ) -> Result<RecommendationReportBackPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let on = input.on.map(|day| day.0);
        let outcome = ops::report_back(cx, id.get(), version, on, input.report).await;
        let (recommendation, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(RecommendationReportBackPayload {
            recommendation,
            user_errors,
        })
    }

    /// Takes a recommendation back to `PROPOSED`: a step was a mistake, or the matter comes up again. Its history stays.
    async fn recommendation_reopen(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<RecommendationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "Why; it stands in the history.")] reason: String,
    ) -> Result<RecommendationReopenPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::reopen(cx, id.get(), version, reason).await;
        let (recommendation, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(RecommendationReopenPayload {
            recommendation,
            user_errors,
        })
    }

    /// Puts a recommendation into the trash, from which it can be restored.
    async fn recommendation_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<RecommendationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<RecommendationTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (recommendation, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(RecommendationTrashPayload {
            recommendation,
            user_errors,
        })
    }

    /// Takes a recommendation out of the trash.
    async fn recommendation_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<RecommendationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<RecommendationRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (recommendation, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(RecommendationRestorePayload {
            recommendation,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: RecommendationId,
    outcome: Result<recommendation::Model>,
) -> Result<Settled<Recommendation>> {
    payload::settled(outcome, Recommendation::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
