//! Root fields that change affirmations: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{affirmation, ids::AffirmationId};

use super::{
    inputs::{AffirmationRecordInput, AffirmationUpdateInput},
    ops, reads,
    types::{
        Affirmation, AffirmationRecordPayload, AffirmationRestorePayload, AffirmationTrashPayload,
        AffirmationUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change affirmations.
#[derive(Clone, Copy, Debug, Default)]
pub struct AffirmationMutation;

#[Object]
impl AffirmationMutation {
    /// Records what a person said for an employer. An earlier affirmation of the same employer, occupation and credential or
    /// edition is superseded by it.
    async fn affirmation_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was said.")] input: AffirmationRecordInput,
    ) -> Result<AffirmationRecordPayload, async_graphql::Error> {
        let outcome = ops::record(Cx::of(ctx)?, input.into());
        let (affirmation, user_errors) = payload::made(outcome.await, Affirmation::new)?;
        Ok(AffirmationRecordPayload {
            affirmation,
            user_errors,
        })
    }

    /// Corrects an affirmation. Agency, employer and what it is about stay.
    async fn affirmation_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AffirmationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The corrections.")] input: AffirmationUpdateInput,
    ) -> Result<AffirmationUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (affirmation, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AffirmationUpdatePayload {
            affirmation,
            changes,
            user_errors,
        })
    }

    /// Puts an affirmation into the trash, from which it can be restored. What it superseded counts again.
    async fn affirmation_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AffirmationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<AffirmationTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (affirmation, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AffirmationTrashPayload {
            affirmation,
            user_errors,
        })
    }

    /// Takes an affirmation out of the trash.
    async fn affirmation_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AffirmationId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<AffirmationRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (affirmation, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AffirmationRestorePayload {
            affirmation,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: AffirmationId,
    outcome: Result<affirmation::Model>,
) -> Result<Settled<Affirmation>> {
    payload::settled(outcome, Affirmation::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
