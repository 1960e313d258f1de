//! Root fields that change check-ups: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::ids::{CheckupId, PartnershipId};

use super::{
    inputs::CheckupRecordInput,
    ops, reads,
    types::{Checkup, CheckupRecordPayload, CheckupRestorePayload, CheckupTrashPayload},
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change check-ups.
#[derive(Clone, Copy, Debug, Default)]
pub struct CheckupMutation;

#[Object]
impl CheckupMutation {
    /// Records how somebody answered a questionnaire about a partnership.
    async fn checkup_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The partnership.")] partnership_id: IdOf<PartnershipId>,
        #[graphql(desc = "The answers.")] input: CheckupRecordInput,
    ) -> Result<CheckupRecordPayload, async_graphql::Error> {
        let outcome = ops::record(Cx::of(ctx)?, partnership_id.get(), input.into()).await;
        let (checkup, user_errors) = payload::made(outcome, Checkup::new)?;
        Ok(CheckupRecordPayload { checkup, user_errors })
    }

    /// Puts a check-up into the trash, because it was a mistake. It counts no more in the trend.
    async fn checkup_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CheckupId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<CheckupTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (checkup, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CheckupTrashPayload { checkup, user_errors })
    }

    /// Takes a check-up out of the trash.
    async fn checkup_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CheckupId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<CheckupRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (checkup, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CheckupRestorePayload { checkup, user_errors })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: CheckupId,
    outcome: Result<entities::checkup::Model>,
) -> Result<Settled<Checkup>> {
    let stored = async { Ok(reads::by_ids(cx, &[id]).await?.remove(&id)) };
    payload::settled(outcome, Checkup::new, stored).await
}
