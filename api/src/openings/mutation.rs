//! Root fields that change openings and forecasts: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::OpeningId, opening};

use super::{
    inputs::{OpeningRecordInput, OpeningUpdateInput},
    ops, reads,
    types::{
        Opening, OpeningRecordPayload, OpeningRestorePayload, OpeningTrashPayload, OpeningUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change openings and forecasts.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpeningMutation;

#[Object]
impl OpeningMutation {
    /// Records an opening or a forecast; you are its author.
    async fn opening_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new opening.")] input: OpeningRecordInput,
    ) -> Result<OpeningRecordPayload, async_graphql::Error> {
        let outcome = ops::record(Cx::of(ctx)?, input.into()).await;
        let (opening, user_errors) = payload::made(outcome, Opening::new)?;
        Ok(OpeningRecordPayload { opening, user_errors })
    }

    /// Changes an opening or forecast of your agency; a restricted one only as its author.
    async fn opening_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<OpeningId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: OpeningUpdateInput,
    ) -> Result<OpeningUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (opening, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(OpeningUpdatePayload {
            opening,
            changes,
            user_errors,
        })
    }

    /// Puts an opening or forecast into the trash, from which it can be restored.
    async fn opening_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<OpeningId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<OpeningTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (opening, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(OpeningTrashPayload { opening, user_errors })
    }

    /// Takes an opening or forecast out of the trash.
    async fn opening_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<OpeningId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<OpeningRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (opening, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(OpeningRestorePayload { opening, user_errors })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: OpeningId, outcome: Result<opening::Model>) -> Result<Settled<Opening>> {
    payload::settled(outcome, Opening::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
