//! Root fields that change priorities: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::ids::{PartnershipId, PriorityChampionId, PriorityId};

use super::{
    inputs::{PriorityChampionAssignInput, PriorityCloseInput, PriorityCreateInput, PriorityUpdateInput},
    ops, reads,
    types::{
        Priority, PriorityChampion, PriorityChampionAssignPayload, PriorityChampionEndPayload,
        PriorityClosePayload, PriorityCreatePayload, PriorityReopenPayload, PriorityRestorePayload,
        PriorityTrashPayload, PriorityUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::{Date, IdOf},
};

/// Root fields that change priorities.
#[derive(Clone, Copy, Debug, Default)]
pub struct PriorityMutation;

#[Object]
impl PriorityMutation {
    /// Adds a priority to a partnership.
    async fn priority_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The partnership.")] partnership_id: IdOf<PartnershipId>,
        #[graphql(desc = "The new priority.")] input: PriorityCreateInput,
    ) -> Result<PriorityCreatePayload, async_graphql::Error> {
        let outcome = ops::create(Cx::of(ctx)?, partnership_id.get(), input.into()).await;
        let (priority, user_errors) = payload::made(outcome, Priority::new)?;
        Ok(PriorityCreatePayload {
            priority,
            user_errors,
        })
    }

    /// Changes an open priority.
    async fn priority_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PriorityId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: PriorityUpdateInput,
    ) -> Result<PriorityUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (priority, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(PriorityUpdatePayload {
            priority,
            changes,
            user_errors,
        })
    }

    /// Closes a priority: done, or given up.
    async fn priority_close(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PriorityId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "What became of it.")] input: PriorityCloseInput,
    ) -> Result<PriorityClosePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::close(cx, id.get(), version, input.into()).await;
        let (priority, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(PriorityClosePayload {
            priority,
            user_errors,
        })
    }

    /// Takes back that a priority was closed, with what was said about it.
    async fn priority_reopen(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PriorityId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<PriorityReopenPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::reopen(cx, id.get(), version).await;
        let (priority, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(PriorityReopenPayload {
            priority,
            user_errors,
        })
    }

    /// Puts a priority into the trash, because it was a mistake. One that is given up is closed.
    async fn priority_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PriorityId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<PriorityTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (priority, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(PriorityTrashPayload {
            priority,
            user_errors,
        })
    }

    /// Takes a priority out of the trash.
    async fn priority_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PriorityId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<PriorityRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (priority, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(PriorityRestorePayload {
            priority,
            user_errors,
        })
    }
}

/// Root fields that change who champions priorities.
#[derive(Clone, Copy, Debug, Default)]
pub struct PriorityChampionMutation;

#[Object]
impl PriorityChampionMutation {
    /// Lets a business carry a priority, beside those who do already.
    async fn priority_champion_assign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The priority.")] priority_id: IdOf<PriorityId>,
        #[graphql(desc = "The business, and since when.")] input: PriorityChampionAssignInput,
    ) -> Result<PriorityChampionAssignPayload, async_graphql::Error> {
        let outcome = ops::assign_champion(Cx::of(ctx)?, priority_id.get(), input.into()).await;
        let (champion, user_errors) = payload::made(outcome, PriorityChampion::new)?;
        Ok(PriorityChampionAssignPayload {
            champion,
            user_errors,
        })
    }

    /// Ends a business's carrying a priority.
    async fn priority_champion_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The champion's id.")] id: IdOf<PriorityChampionId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The last day it carries it; today (UTC) when absent.")] ended_on: Option<Date>,
    ) -> Result<PriorityChampionEndPayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, id.get());
        let outcome = ops::end_champion(cx, id, version, ended_on.map(|day| day.0)).await;
        let stored = async { payload::if_there(reads::champion(cx, cx.app.db.read(), id).await) };
        let (champion, user_errors) = payload::settled(outcome, PriorityChampion::new, stored).await?;
        Ok(PriorityChampionEndPayload {
            champion,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: PriorityId,
    outcome: Result<entities::priority::Model>,
) -> Result<Settled<Priority>> {
    let stored = async { Ok(reads::by_ids(cx, &[id]).await?.remove(&id)) };
    payload::settled(outcome, Priority::new, stored).await
}
