//! Root fields that change establishments: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{establishment, ids::EstablishmentId};

use super::{
    inputs::{EstablishmentCreateInput, EstablishmentUpdateInput},
    ops, reads,
    types::{
        Establishment, EstablishmentClosePayload, EstablishmentCreatePayload, EstablishmentRestorePayload,
        EstablishmentTrashPayload, EstablishmentUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::{Date, IdOf},
};

/// Root fields that change establishments.
#[derive(Clone, Copy, Debug, Default)]
pub struct EstablishmentMutation;

#[Object]
impl EstablishmentMutation {
    /// Adds a worksite to an employer.
    async fn establishment_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new establishment.")] input: EstablishmentCreateInput,
    ) -> Result<EstablishmentCreatePayload, async_graphql::Error> {
        let (establishment, user_errors) =
            payload::made(ops::create(Cx::of(ctx)?, input.into()).await, Establishment::new)?;
        Ok(EstablishmentCreatePayload {
            establishment,
            user_errors,
        })
    }

    /// Changes an establishment.
    async fn establishment_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EstablishmentId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: EstablishmentUpdateInput,
    ) -> Result<EstablishmentUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (establishment, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(EstablishmentUpdatePayload {
            establishment,
            changes,
            user_errors,
        })
    }

    /// Says that an establishment is closed. What is recorded about it stays.
    async fn establishment_close(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EstablishmentId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The last day it was open; not before it opened.")] closed_on: Date,
    ) -> Result<EstablishmentClosePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::close(cx, id.get(), version, closed_on.0).await;
        let (establishment, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(EstablishmentClosePayload {
            establishment,
            user_errors,
        })
    }

    /// Puts an establishment into the trash, from which it can be restored.
    async fn establishment_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EstablishmentId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<EstablishmentTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (establishment, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(EstablishmentTrashPayload {
            establishment,
            user_errors,
        })
    }

    /// Takes an establishment out of the trash.
    async fn establishment_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EstablishmentId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<EstablishmentRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (establishment, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(EstablishmentRestorePayload {
            establishment,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: EstablishmentId,
    outcome: Result<establishment::Model>,
) -> Result<Settled<Establishment>> {
    payload::settled(outcome, Establishment::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
