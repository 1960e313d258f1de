//! Root fields that change agencies: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{agency, ids::AgencyId};

use super::{
    inputs::{AgencyCreateInput, AgencyUpdateInput},
    ops, reads,
    types::{Agency, AgencyCreatePayload, AgencyRestorePayload, AgencyTrashPayload, AgencyUpdatePayload},
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change agencies.
#[derive(Clone, Copy, Debug, Default)]
pub struct AgencyMutation;

#[Object]
impl AgencyMutation {
    /// Adds an agency. A live agency of the same name and kind makes it a `DUPLICATE`.
    async fn agency_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new agency.")] input: AgencyCreateInput,
    ) -> Result<AgencyCreatePayload, async_graphql::Error> {
        let (agency, user_errors) =
            payload::made(ops::create(Cx::of(ctx)?, input.into()).await, Agency::new)?;
        Ok(AgencyCreatePayload { agency, user_errors })
    }

    /// Changes an agency.
    async fn agency_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AgencyId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: AgencyUpdateInput,
    ) -> Result<AgencyUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (agency, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AgencyUpdatePayload {
            agency,
            changes,
            user_errors,
        })
    }

    /// Puts an agency into the trash, from which it can be restored.
    async fn agency_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AgencyId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<AgencyTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (agency, user_errors) = settled(cx, id.get(), ops::trash(cx, id.get(), version).await).await?;
        Ok(AgencyTrashPayload { agency, user_errors })
    }

    /// Takes an agency out of the trash.
    async fn agency_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AgencyId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<AgencyRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (agency, user_errors) = settled(cx, id.get(), ops::restore(cx, id.get(), version).await).await?;
        Ok(AgencyRestorePayload { agency, user_errors })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: AgencyId, outcome: Result<agency::Model>) -> Result<Settled<Agency>> {
    payload::settled(outcome, Agency::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
