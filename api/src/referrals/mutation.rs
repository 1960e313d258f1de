//! Root fields that change referrals: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::ReferralId, referral};

use super::{
    inputs::{ReferralMoveInput, ReferralRecordInput, ReferralUpdateInput},
    ops, reads,
    types::{
        Referral, ReferralMovePayload, ReferralRecordPayload, ReferralRestorePayload, ReferralTrashPayload,
        ReferralUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change referrals.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReferralMutation;

#[Object]
impl ReferralMutation {
    /// Records that a completer of your agency was referred to an employer.
    async fn referral_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new referral.")] input: ReferralRecordInput,
    ) -> Result<ReferralRecordPayload, async_graphql::Error> {
        let outcome = ops::record(Cx::of(ctx)?, input.into());
        let (referral, user_errors) = payload::made(outcome.await, Referral::new)?;
        Ok(ReferralRecordPayload {
            referral,
            user_errors,
        })
    }

    /// Changes the day and the note of a referral; how far it went changes by its steps.
    async fn referral_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ReferralId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: ReferralUpdateInput,
    ) -> Result<ReferralUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (referral, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ReferralUpdatePayload {
            referral,
            changes,
            user_errors,
        })
    }

    /// Brings a referral to a later stage. `HIRED` is reached by recording the hire.
    async fn referral_move(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ReferralId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "Where it goes, and when.")] input: ReferralMoveInput,
    ) -> Result<ReferralMovePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let on = input.on.map(|day| day.0);
        let outcome = ops::move_on(cx, id.get(), version, input.stage.into(), on).await;
        let (referral, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ReferralMovePayload {
            referral,
            user_errors,
        })
    }

    /// Puts a referral into the trash, from which it can be restored.
    async fn referral_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ReferralId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<ReferralTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (referral, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ReferralTrashPayload {
            referral,
            user_errors,
        })
    }

    /// Takes a referral out of the trash.
    async fn referral_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ReferralId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<ReferralRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (referral, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ReferralRestorePayload {
            referral,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: ReferralId, outcome: Result<referral::Model>) -> Result<Settled<Referral>> {
    payload::settled(outcome, Referral::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
