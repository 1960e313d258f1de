//! Root fields that change maps themselves.

use async_graphql::{Context, Object};
use entities::{ids::PathwayMapId, pathway_map};

use crate::{
    app::Cx,
    error::Result,
    pathways::{
        inputs::{PathwayMapCreateInput, PathwayMapUpdateInput},
        ops, reads,
        types::{
            PathwayMap, PathwayMapCreatePayload, PathwayMapRestorePayload, PathwayMapTrashPayload,
            PathwayMapUpdatePayload,
        },
    },
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change maps themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct PathwayMapMutation;

#[Object]
impl PathwayMapMutation {
    /// Adds a pathway map, which has no step yet.
    async fn pathway_map_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new map.")] input: PathwayMapCreateInput,
    ) -> Result<PathwayMapCreatePayload, async_graphql::Error> {
        let outcome = ops::create(Cx::of(ctx)?, input.into());
        let (pathway_map, user_errors) = payload::made(outcome.await, PathwayMap::new)?;
        Ok(PathwayMapCreatePayload {
            pathway_map,
            user_errors,
        })
    }

    /// Changes a pathway map.
    async fn pathway_map_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PathwayMapId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: PathwayMapUpdateInput,
    ) -> Result<PathwayMapUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (pathway_map, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(PathwayMapUpdatePayload {
            pathway_map,
            changes,
            user_errors,
        })
    }

    /// Puts a pathway map into the trash, from which it can be restored.
    async fn pathway_map_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PathwayMapId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<PathwayMapTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (pathway_map, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(PathwayMapTrashPayload {
            pathway_map,
            user_errors,
        })
    }

    /// Takes a pathway map out of the trash.
    async fn pathway_map_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PathwayMapId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<PathwayMapRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (pathway_map, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(PathwayMapRestorePayload {
            pathway_map,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: PathwayMapId,
    outcome: Result<pathway_map::Model>,
) -> Result<Settled<PathwayMap>> {
    payload::settled(outcome, PathwayMap::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
