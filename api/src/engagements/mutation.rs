//! Root fields that change engagements: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{engagement, ids::EngagementId};

use super::{
    inputs::{EngagementLogInput, EngagementUpdateInput},
    ops, reads,
    types::{
        Engagement, EngagementLogPayload, EngagementRestorePayload, EngagementTrashPayload,
        EngagementUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change engagements.
#[derive(Clone, Copy, Debug, Default)]
pub struct EngagementMutation;

#[Object]
impl EngagementMutation {
    /// Logs an engagement; you are its author.
    async fn engagement_log(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new engagement.")] input: EngagementLogInput,
    ) -> Result<EngagementLogPayload, async_graphql::Error> {
        let (engagement, user_errors) =
            payload::made(ops::log(Cx::of(ctx)?, input.into()).await, Engagement::new)?;
        Ok(EngagementLogPayload {
            engagement,
            user_errors,
        })
    }

    /// Changes an engagement of your agency; a restricted one only as its author.
    async fn engagement_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EngagementId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: EngagementUpdateInput,
    ) -> Result<EngagementUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (engagement, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(EngagementUpdatePayload {
            engagement,
            changes,
            user_errors,
        })
    }

    /// Puts an engagement into the trash, from which it can be restored.
    async fn engagement_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EngagementId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<EngagementTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (engagement, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(EngagementTrashPayload {
            engagement,
            user_errors,
        })
    }

    /// Takes an engagement out of the trash.
    async fn engagement_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EngagementId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<EngagementRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (engagement, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(EngagementRestorePayload {
            engagement,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: EngagementId,
    outcome: Result<engagement::Model>,
) -> Result<Settled<Engagement>> {
    payload::settled(outcome, Engagement::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
