//! Root fields that change successions: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{employer_succession, ids::SuccessionId};

use super::{
    inputs::{SuccessionRecordInput, SuccessionUpdateInput},
    ops, reads,
    types::{Succession, SuccessionRecordPayload, SuccessionRemovePayload, SuccessionUpdatePayload},
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change successions.
#[derive(Clone, Copy, Debug, Default)]
pub struct SuccessionMutation;

#[Object]
impl SuccessionMutation {
    /// Records that one employer follows another. No employer follows itself, not even in a circle.
    async fn succession_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new succession.")] input: SuccessionRecordInput,
    ) -> Result<SuccessionRecordPayload, async_graphql::Error> {
        let (succession, user_errors) =
            payload::made(ops::record(Cx::of(ctx)?, input.into()).await, Succession::new)?;
        Ok(SuccessionRecordPayload {
            succession,
            user_errors,
        })
    }

    /// Changes the day or the note of a succession.
    async fn succession_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SuccessionId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: SuccessionUpdateInput,
    ) -> Result<SuccessionUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (succession, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(SuccessionUpdatePayload {
            succession,
            changes,
            user_errors,
        })
    }

    /// Removes a succession that should not be on record.
    async fn succession_remove(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SuccessionId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<SuccessionRemovePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::remove(cx, id.get(), version).await;
        let (succession, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(SuccessionRemovePayload {
            succession,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: SuccessionId,
    outcome: Result<employer_succession::Model>,
) -> Result<Settled<Succession>> {
    payload::settled(outcome, Succession::new, async {
        payload::if_there(reads::by_id(cx, cx.app.db.read(), id).await)
    })
    .await
}
