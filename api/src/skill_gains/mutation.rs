//! Root fields that change measurable skill gains: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::SkillGainId, skill_gain};

use super::{
    inputs::{SkillGainRecordInput, SkillGainUpdateInput},
    ops, reads,
    types::{
        SkillGain, SkillGainAskAttestationPayload, SkillGainRecordPayload, SkillGainRestorePayload,
        SkillGainTrashPayload, SkillGainUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change measurable skill gains.
#[derive(Clone, Copy, Debug, Default)]
pub struct SkillGainMutation;

#[Object]
impl SkillGainMutation {
    /// Records a skill gain of a participant of your agency, or a milestone that is still open.
    async fn skill_gain_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The gain.")] input: SkillGainRecordInput,
    ) -> Result<SkillGainRecordPayload, async_graphql::Error> {
        let outcome = ops::record(Cx::of(ctx)?, input.into());
        let (skill_gain, user_errors) = payload::made(outcome.await, SkillGain::new)?;
        Ok(SkillGainRecordPayload {
            skill_gain,
            user_errors,
        })
    }

    /// Changes a skill gain. What an employer attested stays as it was attested.
    async fn skill_gain_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SkillGainId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: SkillGainUpdateInput,
    ) -> Result<SkillGainUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (skill_gain, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(SkillGainUpdatePayload {
            skill_gain,
            changes,
            user_errors,
        })
    }

    /// Asks the person at the employer to attest an open milestone: queues a letter with a signed link that works 60 days, without
    /// an account. The page shows the milestone, the program, your agency, and what `shownAs` says of the participant; nothing
    /// else. The link of a letter before works no more.
    async fn skill_gain_ask_attestation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SkillGainId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<SkillGainAskAttestationPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::ask(cx, id.get(), version).await;
        let (skill_gain, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(SkillGainAskAttestationPayload {
            skill_gain,
            user_errors,
        })
    }

    /// Puts a skill gain into the trash, from which it can be restored.
    async fn skill_gain_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SkillGainId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<SkillGainTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (skill_gain, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(SkillGainTrashPayload {
            skill_gain,
            user_errors,
        })
    }

    /// Takes a skill gain out of the trash.
    async fn skill_gain_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SkillGainId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<SkillGainRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (skill_gain, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(SkillGainRestorePayload {
            skill_gain,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: SkillGainId, outcome: Result<skill_gain::Model>) -> Result<Settled<SkillGain>> {
    payload::settled(outcome, SkillGain::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
