//! Root fields that change responsibilities: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::ids::{AssignmentId, PartnershipId, ResponsibilityId};

use super::{
    inputs::{ResponsibilityAssignInput, ResponsibilityCreateInput, ResponsibilityUpdateInput},
    ops, reads,
    types::{
        Responsibility, ResponsibilityAssignPayload, ResponsibilityAssignment,
        ResponsibilityAssignmentEndPayload, ResponsibilityCreatePayload, ResponsibilityRestorePayload,
        ResponsibilityTrashPayload, ResponsibilityUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::{Date, IdOf},
};

/// Root fields that change responsibilities.
#[derive(Clone, Copy, Debug, Default)]
pub struct ResponsibilityMutation;

#[Object]
impl ResponsibilityMutation {
    /// Adds a responsibility to a partnership.
    async fn responsibility_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The partnership.")] partnership_id: IdOf<PartnershipId>,
        #[graphql(desc = "The new responsibility.")] input: ResponsibilityCreateInput,
    ) -> Result<ResponsibilityCreatePayload, async_graphql::Error> {
        let outcome = ops::create(Cx::of(ctx)?, partnership_id.get(), input.into()).await;
        let (responsibility, user_errors) = payload::made(outcome, Responsibility::new)?;
        Ok(ResponsibilityCreatePayload {
            responsibility,
            user_errors,
        })
    }

    /// Changes or retires a responsibility.
    async fn responsibility_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ResponsibilityId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: ResponsibilityUpdateInput,
    ) -> Result<ResponsibilityUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (responsibility, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ResponsibilityUpdatePayload {
            responsibility,
            changes,
            user_errors,
        })
    }

    /// Puts a responsibility into the trash, because it was a mistake. One that nobody has to see to any more is retired.
    async fn responsibility_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ResponsibilityId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<ResponsibilityTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (responsibility, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ResponsibilityTrashPayload {
            responsibility,
            user_errors,
        })
    }

    /// Takes a responsibility out of the trash.
    async fn responsibility_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ResponsibilityId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<ResponsibilityRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (responsibility, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(ResponsibilityRestorePayload {
            responsibility,
            user_errors,
        })
    }

    /// Lets a member take part in a responsibility. The part it took before ends on that day.
    async fn responsibility_assign(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The responsibility.")] responsibility_id: IdOf<ResponsibilityId>,
        #[graphql(desc = "The member, its part, and since when.")] input: ResponsibilityAssignInput,
    ) -> Result<ResponsibilityAssignPayload, async_graphql::Error> {
        let outcome = ops::assign(Cx::of(ctx)?, responsibility_id.get(), input.into()).await;
        let (assignment, former, user_errors) = match outcome {
            Ok((row, former)) => (Some(ResponsibilityAssignment::new(row)), former, Vec::new()),
            Err(error) => (None, None, error.into_user_errors()?),
        };
        Ok(ResponsibilityAssignPayload {
            assignment,
            former: former.map(ResponsibilityAssignment::new),
            user_errors,
        })
    }

    /// Ends the part a member takes in a responsibility.
    async fn responsibility_assignment_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The assignment's id.")] id: IdOf<AssignmentId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The last day it takes part; today (UTC) when absent.")] ended_on: Option<Date>,
    ) -> Result<ResponsibilityAssignmentEndPayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, id.get());
        let outcome = ops::end_assignment(cx, id, version, ended_on.map(|day| day.0)).await;
        let stored = async { payload::if_there(reads::assignment(cx, cx.app.db.read(), id).await) };
        let (assignment, user_errors) =
            payload::settled(outcome, ResponsibilityAssignment::new, stored).await?;
        Ok(ResponsibilityAssignmentEndPayload {
            assignment,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: ResponsibilityId,
    outcome: Result<entities::responsibility::Model>,
) -> Result<Settled<Responsibility>> {
    let stored = async { Ok(reads::by_ids(cx, &[id]).await?.remove(&id)) };
    payload::settled(outcome, Responsibility::new, stored).await
}
