//! Root fields that change goals: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::ids::{GoalId, PartnershipId};

use super::{
    inputs::{GoalAdoptInput, GoalCompleteInput, GoalDropInput, GoalProgressRecordInput, GoalUpdateInput},
    ops, reads,
    types::{
        Goal, GoalAdoptPayload, GoalCompletePayload, GoalDropPayload, GoalProgress,
        GoalProgressRecordPayload, GoalReopenPayload, GoalRestorePayload, GoalTrashPayload,
        GoalUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change goals.
#[derive(Clone, Copy, Debug, Default)]
pub struct GoalMutation;

#[Object]
impl GoalMutation {
    /// Adopts a goal of a partnership.
    async fn goal_adopt(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The partnership.")] partnership_id: IdOf<PartnershipId>,
        #[graphql(desc = "The new goal.")] input: GoalAdoptInput,
    ) -> Result<GoalAdoptPayload, async_graphql::Error> {
        let outcome = ops::adopt(Cx::of(ctx)?, partnership_id.get(), input.into()).await;
        let (goal, user_errors) = payload::made(outcome, Goal::new)?;
        Ok(GoalAdoptPayload { goal, user_errors })
    }

    /// Changes an open goal; a former wording is kept.
    async fn goal_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<GoalId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: GoalUpdateInput,
    ) -> Result<GoalUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (goal, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(GoalUpdatePayload {
            goal,
            changes,
            user_errors,
        })
    }

    /// Completes a goal: with what was learned, and which goal follows or why none does.
    async fn goal_complete(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<GoalId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "What was learned and what follows.")] input: GoalCompleteInput,
    ) -> Result<GoalCompletePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::complete(cx, id.get(), version, input.into()).await;
        let (goal, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(GoalCompletePayload { goal, user_errors })
    }

    /// Drops a goal that is given up.
    async fn goal_drop(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<GoalId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "Why.")] input: GoalDropInput,
    ) -> Result<GoalDropPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::drop(cx, id.get(), version, input.into()).await;
        let (goal, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(GoalDropPayload { goal, user_errors })
    }

    /// Takes back that a goal was completed or dropped, with what was said about it. A goal that followed it stays.
    async fn goal_reopen(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<GoalId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<GoalReopenPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::reopen(cx, id.get(), version).await;
        let (goal, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(GoalReopenPayload { goal, user_errors })
    }

    /// Puts a goal into the trash, because it was a mistake. A goal that is given up is dropped.
    async fn goal_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<GoalId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<GoalTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (goal, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(GoalTrashPayload { goal, user_errors })
    }

    /// Takes a goal out of the trash.
    async fn goal_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<GoalId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<GoalRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (goal, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(GoalRestorePayload { goal, user_errors })
    }
}

/// Root fields that note how far goals have come.
#[derive(Clone, Copy, Debug, Default)]
pub struct GoalProgressMutation;

#[Object]
impl GoalProgressMutation {
    /// Notes how far a goal has come. Entries are added, not changed.
    async fn goal_progress_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The goal.")] goal_id: IdOf<GoalId>,
        #[graphql(desc = "How it stands.")] input: GoalProgressRecordInput,
    ) -> Result<GoalProgressRecordPayload, async_graphql::Error> {
        let outcome = ops::record_progress(Cx::of(ctx)?, goal_id.get(), input.into()).await;
        let (goal_progress, user_errors) = payload::made(outcome, GoalProgress::new)?;
        Ok(GoalProgressRecordPayload {
            goal_progress,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: GoalId, outcome: Result<entities::goal::Model>) -> Result<Settled<Goal>> {
    let stored = async { Ok(reads::by_ids(cx, &[id]).await?.remove(&id)) };
    payload::settled(outcome, Goal::new, stored).await
}
