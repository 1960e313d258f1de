//! Root fields that read openings and forecasts.

use async_graphql::{Context, Object};
use entities::ids::OpeningId;

use super::{
    inputs::{OpeningOrder, OpeningTotalsWhere, OpeningWhere},
    loaders::OpeningOf,
    reads,
    types::{Opening, OpeningGroupBy, OpeningTotals},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Fill as _, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read openings and forecasts.
#[derive(Clone, Copy, Debug, Default)]
pub struct OpeningQuery;

#[Object]
impl OpeningQuery {
    /// One opening or forecast, in the trash or not; null when there is none or you may not see it.
    async fn opening(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<OpeningId>,
    ) -> Option<Result<Opening>> {
        prefetch::root::<OpeningOf>(ctx, id.get()).await.transpose()
    }

    /// Openings and forecasts you may see, the latest first day first unless another order is given; those in the trash only
    /// when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn openings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<OpeningWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<OpeningOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Opening>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        Some(openings(ctx, &filter, order_by.unwrap_or_default(), trashed, &args).await)
    }

    /// What employers have to fill together, by groups in the order of their codes; a thousand groups at most. Only what the
    /// whole network may see is counted; a number behind which fewer than three employers stand is hidden.
    async fn opening_totals(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<OpeningTotalsWhere>,
        #[graphql(desc = "By what.")] group_by: OpeningGroupBy,
    ) -> Option<Result<Vec<OpeningTotals>>> {
        let OpeningGroupBy::Occupation = group_by;
        Some(opening_totals(ctx, &filter.unwrap_or_default()).await)
    }
}

async fn openings(
    ctx: &Context<'_>,
    filter: &OpeningWhere,
    order: Vec<OpeningOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Opening>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Opening::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}

async fn opening_totals(ctx: &Context<'_>, filter: &OpeningTotalsWhere) -> Result<Vec<OpeningTotals>> {
    let cx = Cx::of(ctx)?;
    let sums = reads::totals(cx, filter.condition()).await?;
    let mut totals: Vec<_> = sums.into_iter().map(OpeningTotals::new).collect();
    OpeningTotals::fill(cx, totals.iter_mut().collect(), &Selection::of(ctx)).await?;
    Ok(totals)
}
