//! Root fields that change sectors: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::SectorId, sector};

use super::{
    inputs::{SectorCreateInput, SectorUpdateInput},
    ops, reads,
    types::{Sector, SectorCreatePayload, SectorRetirePayload, SectorUnretirePayload, SectorUpdatePayload},
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change sectors.
#[derive(Clone, Copy, Debug, Default)]
pub struct SectorMutation;

#[Object]
impl SectorMutation {
    /// Adds a sector. A key in use makes it a `DUPLICATE`.
    async fn sector_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new sector.")] input: SectorCreateInput,
    ) -> Result<SectorCreatePayload, async_graphql::Error> {
        let (sector, user_errors) =
            payload::made(ops::create(Cx::of(ctx)?, input.into()).await, Sector::new)?;
        Ok(SectorCreatePayload { sector, user_errors })
    }

    /// Changes a sector.
    async fn sector_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SectorId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: SectorUpdateInput,
    ) -> Result<SectorUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::update(cx, id.get(), version, input.into()).await;
        let (outcome, changes) = match outcome {
            Ok(updated) => (Ok(updated.row), updated.changes),
            Err(error) => (Err(error), Vec::new()),
        };
        let (sector, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(SectorUpdatePayload {
            sector,
            changes,
            user_errors,
        })
    }

    /// Takes a sector out of use: nobody can choose it any more; what was chosen stays.
    async fn sector_retire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SectorId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<SectorRetirePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::retire(cx, id.get(), version).await;
        let (sector, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(SectorRetirePayload { sector, user_errors })
    }

    /// Takes a sector back into use.
    async fn sector_unretire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SectorId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<SectorUnretirePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::unretire(cx, id.get(), version).await;
        let (sector, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(SectorUnretirePayload { sector, user_errors })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: SectorId, outcome: Result<sector::Model>) -> Result<Settled<Sector>> {
    payload::settled(outcome, Sector::new, async {
        Ok(reads::by_ids(cx, cx.app.db.read(), &[id]).await?.remove(&id))
    })
    .await
}
