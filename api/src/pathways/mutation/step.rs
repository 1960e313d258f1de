//! Root fields that change the steps of maps.

use async_graphql::{Context, Object};
use entities::{
    ids::{PathwayMapId, PathwayStepId},
    pathway_step,
};

use super::settled;
use crate::{
    app::Cx,
    error::Result,
    pathways::{
        inputs::{PathwayStepAddInput, PathwayStepUpdateInput},
        loaders, ops, reads,
        types::{PathwayStep, PathwayStepAddPayload, PathwayStepRemovePayload, PathwayStepUpdatePayload},
    },
    scalars::IdOf,
};

/// Root fields that change the steps of maps.
#[derive(Clone, Copy, Debug, Default)]
pub struct PathwayStepMutation;

#[Object]
impl PathwayStepMutation {
    /// Adds a step to a pathway map, which has 40 at most.
    async fn pathway_step_add(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The map.")] pathway_map_id: IdOf<PathwayMapId>,
        #[graphql(desc = "The version of the map you read; another one stored is a `CONFLICT`.")]
        version: i32,
        #[graphql(desc = "The new step.")] input: PathwayStepAddInput,
    ) -> Result<PathwayStepAddPayload, async_graphql::Error> {
        let (cx, map) = (Cx::of(ctx)?, pathway_map_id.get());
        let outcome = ops::add_step(cx, map, version, input.into()).await;
        let (pathway_map, row, user_errors) = settled(cx, outcome, async { Ok(map) }).await?;
        Ok(PathwayStepAddPayload {
            pathway_map,
            pathway_step: shown(cx, row).await?,
            user_errors,
        })
    }

    /// Changes a step.
    async fn pathway_step_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PathwayStepId>,
        #[graphql(desc = "The version of the map you read; another one stored is a `CONFLICT`.")]
        version: i32,
        #[graphql(desc = "The changes.")] input: PathwayStepUpdateInput,
    ) -> Result<PathwayStepUpdatePayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, id.get());
        let outcome = ops::update_step(cx, id, version, input.into()).await;
        let (pathway_map, row, user_errors) = settled(cx, outcome, map_of(cx, id)).await?;
        Ok(PathwayStepUpdatePayload {
            pathway_map,
            pathway_step: shown(cx, row).await?,
            user_errors,
        })
    }

    /// Takes a step off its map, once no edge leads to it or from it.
    async fn pathway_step_remove(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PathwayStepId>,
        #[graphql(desc = "The version of the map you read; another one stored is a `CONFLICT`.")]
        version: i32,
    ) -> Result<PathwayStepRemovePayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, id.get());
        let outcome = ops::remove_step(cx, id, version).await;
        let (pathway_map, _, user_errors) = settled(cx, outcome, map_of(cx, id)).await?;
        Ok(PathwayStepRemovePayload {
            pathway_map,
            user_errors,
        })
    }
}

async fn map_of(cx: &Cx, id: PathwayStepId) -> Result<PathwayMapId> {
    Ok(reads::step_by_id(cx, cx.app.db.read(), id).await?.map_id)
}

async fn shown(cx: &Cx, row: Option<pathway_step::Model>) -> Result<Option<PathwayStep>> {
    match row {
        Some(row) => loaders::step(cx, row.map_id, row.id).await,
        None => Ok(None),
    }
}
