//! Root fields that read recommendations.

use async_graphql::{Context, Object};
use entities::ids::RecommendationId;

use super::{
    inputs::{RecommendationOrder, RecommendationWhere},
    loaders::RecommendationOf,
    reads,
    types::{Recommendation, RecommendationStats},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read recommendations.
#[derive(Clone, Copy, Debug, Default)]
pub struct RecommendationQuery;

#[Object]
impl RecommendationQuery {
    /// One recommendation, in the trash or not; null when there is none or you may not see it.
    async fn recommendation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<RecommendationId>,
    ) -> Option<Result<Recommendation>> {
        prefetch::root::<RecommendationOf>(ctx, id.get())
            .await
            .transpose()
    }

    /// Recommendations, the latest first unless another order is given; those in the trash only when asked for. With the
    /// partnership or the employer as the condition it is what a board or an employer said and what was done.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn recommendations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<RecommendationWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<RecommendationOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Recommendation>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let order = order_by.unwrap_or_default();
        Some(recommendations(ctx, &filter.unwrap_or_default(), order, trashed, &args).await)
    }

    /// What became of the advice of a filter, counted over the live recommendations.
    async fn recommendation_stats(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<RecommendationWhere>,
    ) -> Option<Result<RecommendationStats>> {
        Some(stats(ctx, &filter.unwrap_or_default()).await)
    }
}

async fn recommendations(
    ctx: &Context<'_>,
    filter: &RecommendationWhere,
    order: Vec<RecommendationOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Recommendation>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Recommendation::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}

async fn stats(ctx: &Context<'_>, filter: &RecommendationWhere) -> Result<RecommendationStats> {
    let cx = Cx::of(ctx)?;
    let stats = reads::stats(cx, filter.condition(cx)?).await?;
    Ok(stats.into())
}
