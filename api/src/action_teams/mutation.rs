//! Root fields that change action teams: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::ids::{ActionTeamId, PriorityId};

use super::{
    inputs::{ActionTeamCreateInput, ActionTeamUpdateInput},
    ops, reads,
    types::{
        ActionTeam, ActionTeamCreatePayload, ActionTeamRestorePayload, ActionTeamTrashPayload,
        ActionTeamUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change action teams.
#[derive(Clone, Copy, Debug, Default)]
pub struct ActionTeamMutation;

#[Object]
impl ActionTeamMutation {
    /// Forms a team to work on a priority.
    async fn action_team_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The priority.")] priority_id: IdOf<PriorityId>,
        #[graphql(desc = "The new team.")] input: ActionTeamCreateInput,
    ) -> Result<ActionTeamCreatePayload, async_graphql::Error> {
        let outcome = ops::create(Cx::of(ctx)?, priority_id.get(), input.into()).await;
        let (action_team, user_errors) = payload::made(outcome, ActionTeam::new)?;
        Ok(ActionTeamCreatePayload {
            action_team,
            user_errors,
        })
    }

    /// Changes an action team.
    async fn action_team_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ActionTeamId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: ActionTeamUpdateInput,
    ) -> Result<ActionTeamUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (action_team, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ActionTeamUpdatePayload {
            action_team,
            changes,
            user_errors,
        })
    }

    /// Puts an action team into the trash.
    async fn action_team_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ActionTeamId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<ActionTeamTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (action_team, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ActionTeamTrashPayload {
            action_team,
            user_errors,
        })
    }

    /// Takes an action team out of the trash.
    async fn action_team_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ActionTeamId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<ActionTeamRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (action_team, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ActionTeamRestorePayload {
            action_team,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: ActionTeamId,
    outcome: Result<entities::action_team::Model>,
) -> Result<Settled<ActionTeam>> {
    let stored = async { Ok(reads::by_ids(cx, &[id]).await?.remove(&id)) };
    payload::settled(outcome, ActionTeam::new, stored).await
}
