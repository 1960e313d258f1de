//! Root fields that change the edges of maps, and who stands behind them.

use async_graphql::{Context, Object};
use entities::ids::{EmployerId, PathwayEdgeId, PathwayMapId};

use super::settled;
use crate::{
    app::Cx,
    error::Result,
    pathways::{
        inputs::{PathwayEdgeAddInput, PathwayEdgeUpdateInput, PathwayEdgeValidateInput},
        loaders, ops, reads,
        types::{
            PathwayEdge, PathwayEdgeAddPayload, PathwayEdgeRemovePayload, PathwayEdgeUpdatePayload,
            PathwayEdgeValidatePayload, PathwayValidationRemovePayload,
        },
    },
    scalars::IdOf,
};

/// Root fields that change the edges of maps, and who stands behind them.
#[derive(Clone, Copy, Debug, Default)]
pub struct PathwayEdgeMutation;

#[Object]
impl PathwayEdgeMutation {
    /// Adds an edge to a pathway map, which has 120 at most. One that would close a circle is refused, with the way back named.
    async fn pathway_edge_add(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The map.")] pathway_map_id: IdOf<PathwayMapId>,
        #[graphql(desc = "The version of the map you read; another one stored is a `CONFLICT`.")]
        version: i32,
        #[graphql(desc = "The new edge.")] input: PathwayEdgeAddInput,
    ) -> Result<PathwayEdgeAddPayload, async_graphql::Error> {
        let (cx, map) = (Cx::of(ctx)?, pathway_map_id.get());
        let outcome = ops::add_edge(cx, map, version, input.into()).await;
        let (pathway_map, row, user_errors) = settled(cx, outcome, async { Ok(map) }).await?;
        Ok(PathwayEdgeAddPayload {
            pathway_map,
            pathway_edge: shown(cx, row.map(|row| row.id)).await?,
            user_errors,
        })
    }

    /// Changes an edge. It stays between its steps.
    async fn pathway_edge_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PathwayEdgeId>,
        #[graphql(desc = "The version of the map you read; another one stored is a `CONFLICT`.")]
        version: i32,
        #[graphql(desc = "The changes.")] input: PathwayEdgeUpdateInput,
    ) -> Result<PathwayEdgeUpdatePayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, id.get());
        let outcome = ops::update_edge(cx, id, version, input.into()).await;
        let (pathway_map, row, user_errors) = settled(cx, outcome, map_of(cx, id)).await?;
        Ok(PathwayEdgeUpdatePayload {
            pathway_map,
            pathway_edge: shown(cx, row.map(|row| row.id)).await?,
            user_errors,
        })
    }

    /// Takes an edge off its map, with what employers said of it.
    async fn pathway_edge_remove(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PathwayEdgeId>,
        #[graphql(desc = "The version of the map you read; another one stored is a `CONFLICT`.")]
        version: i32,
    ) -> Result<PathwayEdgeRemovePayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, id.get());
        let outcome = ops::remove_edge(cx, id, version).await;
        let (pathway_map, _, user_errors) = settled(cx, outcome, map_of(cx, id)).await?;
        Ok(PathwayEdgeRemovePayload {
            pathway_map,
            user_errors,
        })
    }

    /// Notes that an employer stands behind an edge as it is, with the credentials it asks for now. It replaces what the employer
    /// said of it before, unless that is newer; what it said before stays in the history. What it said last, said again in every
    /// detail, changes nothing.
    async fn pathway_edge_validate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The edge.")] pathway_edge_id: IdOf<PathwayEdgeId>,
        #[graphql(desc = "The version of the map you read; another one stored is a `CONFLICT`.")]
        version: i32,
        #[graphql(desc = "What the employer says.")] input: PathwayEdgeValidateInput,
    ) -> Result<PathwayEdgeValidatePayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, pathway_edge_id.get());
        let outcome = ops::validate(cx, id, version, input.into()).await;
        let (pathway_map, row, user_errors) = settled(cx, outcome, map_of(cx, id)).await?;
        Ok(PathwayEdgeValidatePayload {
            pathway_map,
            pathway_edge: shown(cx, row.map(|row| row.edge_id)).await?,
            user_errors,
        })
    }

    /// Takes back that an employer stands behind an edge: from today (UTC) on nothing counts that it said of it. The history keeps
    /// it; what was recorded today as well was a slip, and counts for no day.
    async fn pathway_validation_remove(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The edge.")] pathway_edge_id: IdOf<PathwayEdgeId>,
        #[graphql(desc = "The employer.")] employer_id: IdOf<EmployerId>,
        #[graphql(desc = "The version of the map you read; another one stored is a `CONFLICT`.")]
        version: i32,
    ) -> Result<PathwayValidationRemovePayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, pathway_edge_id.get());
        let outcome = ops::remove_validation(cx, id, employer_id.get(), version).await;
        let (pathway_map, gone, user_errors) = settled(cx, outcome, map_of(cx, id)).await?;
        Ok(PathwayValidationRemovePayload {
            pathway_map,
            pathway_edge: shown(cx, gone.map(|()| id)).await?,
            user_errors,
        })
    }
}

async fn map_of(cx: &Cx, id: PathwayEdgeId) -> Result<PathwayMapId> {
    Ok(reads::edge_by_id(cx, cx.app.db.read(), id).await?.map_id)
}

async fn shown(cx: &Cx, id: Option<PathwayEdgeId>) -> Result<Option<PathwayEdge>> {
    match id {
        Some(id) => loaders::edge(cx, map_of(cx, id).await?, id).await,
        None => Ok(None),
    }
}
