//! Root fields that change lists of competencies: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{competency_list, ids::CompetencyListId};

use super::{
    inputs::{CompetencyEditionInput, CompetencyListCreateInput, CompetencyListUpdateInput},
    ops, reads,
    types::{
        CompetencyEdition, CompetencyEditionPublishPayload, CompetencyList, CompetencyListCreatePayload,
        CompetencyListRestorePayload, CompetencyListTrashPayload, CompetencyListUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change lists of competencies.
#[derive(Clone, Copy, Debug, Default)]
pub struct CompetencyMutation;

#[Object]
impl CompetencyMutation {
    /// Adds a list of competencies, which has no edition yet.
    async fn competency_list_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new list.")] input: CompetencyListCreateInput,
    ) -> Result<CompetencyListCreatePayload, async_graphql::Error> {
        let outcome = ops::create(Cx::of(ctx)?, input.into());
        let (competency_list, user_errors) = payload::made(outcome.await, CompetencyList::new)?;
        Ok(CompetencyListCreatePayload {
            competency_list,
            user_errors,
        })
    }

    /// Publishes an edition of a list. It never changes afterwards: a correction is another edition.
    async fn competency_edition_publish(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The list.")] competency_list_id: IdOf<CompetencyListId>,
        #[graphql(desc = "The edition and its competencies.")] input: CompetencyEditionInput,
    ) -> Result<CompetencyEditionPublishPayload, async_graphql::Error> {
        let outcome = ops::publish(Cx::of(ctx)?, competency_list_id.get(), input.into());
        let (competency_edition, user_errors) = payload::made(outcome.await, CompetencyEdition::new)?;
        Ok(CompetencyEditionPublishPayload {
            competency_edition,
            user_errors,
        })
    }

    /// Changes a list.
    async fn competency_list_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CompetencyListId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: CompetencyListUpdateInput,
    ) -> Result<CompetencyListUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (competency_list, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CompetencyListUpdatePayload {
            competency_list,
            changes,
            user_errors,
        })
    }

    /// Puts a list into the trash, from which it can be restored.
    async fn competency_list_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CompetencyListId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<CompetencyListTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (competency_list, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CompetencyListTrashPayload {
            competency_list,
            user_errors,
        })
    }

    /// Takes a list out of the trash.
    async fn competency_list_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CompetencyListId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<CompetencyListRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (competency_list, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CompetencyListRestorePayload {
            competency_list,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: CompetencyListId,
    outcome: Result<competency_list::Model>,
) -> Result<Settled<CompetencyList>> {
    payload::settled(outcome, CompetencyList::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
