//! Root fields that read pathway maps.

use async_graphql::{Context, Object};
use entities::ids::PathwayMapId;

use super::{
    inputs::{PathwayMapOrder, PathwayMapWhere},
    loaders::PathwayMapOf,
    reads,
    types::PathwayMap,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read pathway maps.
#[derive(Clone, Copy, Debug, Default)]
pub struct PathwayQuery;

#[Object]
impl PathwayQuery {
    /// One pathway map, in the trash or not; null when there is none or you may not see it.
    async fn pathway_map(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PathwayMapId>,
    ) -> Option<Result<PathwayMap>> {
        prefetch::root::<PathwayMapOf>(ctx, id.get()).await.transpose()
    }

    /// Pathway maps, by title unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn pathway_maps(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<PathwayMapWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<PathwayMapOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<PathwayMap>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        Some(maps(ctx, &filter, order_by.unwrap_or_default(), trashed, &args).await)
    }
}

async fn maps(
    ctx: &Context<'_>,
    filter: &PathwayMapWhere,
    order: Vec<PathwayMapOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<PathwayMap>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let sorts = order.into_iter().map(Into::into).collect();
    let (slice, counter) = reads::page(cx, select, sorts, args).await?;
    Connection::new(slice.map(PathwayMap::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
