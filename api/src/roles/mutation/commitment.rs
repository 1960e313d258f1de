//! Root fields that change commitments.

use async_graphql::{Context, Object};
use entities::ids::CommitmentId;

use super::super::{
    inputs::{CommitmentAdvanceInput, CommitmentProposeInput, CommitmentUpdateInput},
    ops, reads,
    types::{
        CommitmentAdvancePayload, CommitmentProposePayload, CommitmentRestorePayload, CommitmentTrashPayload,
        CommitmentUpdatePayload, RoleCommitment,
    },
};
use crate::{
    app::Cx,
    audit::FieldChange,
    error::{Result, UserError},
    payload,
    scalars::IdOf,
};

/// Root fields that change commitments.
#[derive(Clone, Copy, Debug, Default)]
pub struct CommitmentMutation;

#[Object]
impl CommitmentMutation {
    /// Proposes that a member takes a role. An open commitment of the member to it makes it a `DUPLICATE`.
    async fn commitment_propose(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The proposal.")] input: CommitmentProposeInput,
    ) -> Result<CommitmentProposePayload, async_graphql::Error> {
        let (commitment, user_errors) = payload::made(
            ops::propose(Cx::of(ctx)?, input.into()).await,
            RoleCommitment::new,
        )?;
        Ok(CommitmentProposePayload {
            commitment,
            user_errors,
        })
    }

    /// Takes a commitment one step further (proposed, committed, active, fulfilled), or lets it lapse. What has ended stays:
    /// propose anew.
    async fn commitment_advance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CommitmentId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The step.")] input: CommitmentAdvanceInput,
    ) -> Result<CommitmentAdvancePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::advance(cx, id.get(), version, input.into()).await;
        let (commitment, changes, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CommitmentAdvancePayload {
            commitment,
            changes,
            user_errors,
        })
    }

    /// Changes the dates or the note of a commitment.
    async fn commitment_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CommitmentId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: CommitmentUpdateInput,
    ) -> Result<CommitmentUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::update_commitment(cx, id.get(), version, input.into()).await;
        let (commitment, changes, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CommitmentUpdatePayload {
            commitment,
            changes,
            user_errors,
        })
    }

    /// Puts a commitment into the trash, from which it can be restored.
    async fn commitment_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CommitmentId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<CommitmentTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash_commitment(cx, id.get(), version).await;
        let (commitment, _, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CommitmentTrashPayload {
            commitment,
            user_errors,
        })
    }

    /// Takes a commitment out of the trash.
    async fn commitment_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CommitmentId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<CommitmentRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore_commitment(cx, id.get(), version).await;
        let (commitment, _, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(CommitmentRestorePayload {
            commitment,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: CommitmentId,
    outcome: Result<ops::UpdatedCommitment>,
) -> Result<(Option<RoleCommitment>, Vec<FieldChange>, Vec<UserError>)> {
    let (outcome, changes) = match outcome {
        Ok(updated) => (Ok(updated.row), updated.changes),
        Err(error) => (Err(error), Vec::new()),
    };
    let stored = async { Ok(reads::commitments_by_ids(cx, &[id]).await?.remove(&id)) };
    let (commitment, user_errors) = payload::settled(outcome, RoleCommitment::new, stored).await?;
    Ok((commitment, changes, user_errors))
}
