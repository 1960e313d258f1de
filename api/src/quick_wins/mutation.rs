//! Root fields that change quick wins: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::ids::{PartnershipId, QuickWinId};

use super::{
    inputs::{QuickWinRecordInput, QuickWinUpdateInput},
    ops, reads,
    types::{
        QuickWin, QuickWinRecordPayload, QuickWinRestorePayload, QuickWinTrashPayload, QuickWinUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change quick wins.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuickWinMutation;

#[Object]
impl QuickWinMutation {
    /// Records something that a partnership reached early.
    async fn quick_win_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The partnership.")] partnership_id: IdOf<PartnershipId>,
        #[graphql(desc = "What was reached.")] input: QuickWinRecordInput,
    ) -> Result<QuickWinRecordPayload, async_graphql::Error> {
        let outcome = ops::record(Cx::of(ctx)?, partnership_id.get(), input.into()).await;
        let (quick_win, user_errors) = payload::made(outcome, QuickWin::new)?;
        Ok(QuickWinRecordPayload {
            quick_win,
            user_errors,
        })
    }

    /// Changes a quick win.
    async fn quick_win_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<QuickWinId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: QuickWinUpdateInput,
    ) -> Result<QuickWinUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (quick_win, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(QuickWinUpdatePayload {
            quick_win,
            changes,
            user_errors,
        })
    }

    /// Puts a quick win into the trash.
    async fn quick_win_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<QuickWinId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<QuickWinTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (quick_win, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(QuickWinTrashPayload {
            quick_win,
            user_errors,
        })
    }

    /// Takes a quick win out of the trash.
    async fn quick_win_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<QuickWinId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<QuickWinRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (quick_win, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(QuickWinRestorePayload {
            quick_win,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: QuickWinId,
    outcome: Result<entities::quick_win::Model>,
) -> Result<Settled<QuickWin>> {
    let stored = async { Ok(reads::by_ids(cx, &[id]).await?.remove(&id)) };
    payload::settled(outcome, QuickWin::new, stored).await
}
