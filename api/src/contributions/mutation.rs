//! Root fields that change contributions: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{contribution, ids::ContributionId};

use super::{
    inputs::{ContributionRecordInput, ContributionUpdateInput},
    ops, reads,
    types::{
        Contribution, ContributionRecordPayload, ContributionRestorePayload, ContributionTrashPayload,
        ContributionUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change contributions.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContributionMutation;

#[Object]
impl ContributionMutation {
    /// Records what an employer gave.
    async fn contribution_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new contribution.")] input: ContributionRecordInput,
    ) -> Result<ContributionRecordPayload, async_graphql::Error> {
        let draft = ContributionUpdateInput::from(input).into();
        let (contribution, user_errors) =
            payload::made(ops::record(Cx::of(ctx)?, draft).await, Contribution::new)?;
        Ok(ContributionRecordPayload {
            contribution,
            user_errors,
        })
    }

    /// Changes a contribution.
    async fn contribution_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ContributionId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: ContributionUpdateInput,
    ) -> Result<ContributionUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::update(cx, id.get(), version, input.into()).await;
        let (outcome, changes) = match outcome {
            Ok(updated) => (Ok(updated.row), updated.changes),
            Err(error) => (Err(error), Vec::new()),
        };
        let (contribution, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ContributionUpdatePayload {
            contribution,
            changes,
            user_errors,
        })
    }

    /// Puts a contribution into the trash, from which it can be restored. It counts no more.
    async fn contribution_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ContributionId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<ContributionTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (contribution, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ContributionTrashPayload {
            contribution,
            user_errors,
        })
    }

    /// Takes a contribution out of the trash.
    async fn contribution_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ContributionId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<ContributionRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (contribution, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ContributionRestorePayload {
            contribution,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: ContributionId,
    outcome: Result<contribution::Model>,
) -> Result<Settled<Contribution>> {
    payload::settled(outcome, Contribution::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
