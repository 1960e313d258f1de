//! Root fields that read contributions.

use async_graphql::{Context, Object};
use entities::ids::ContributionId;

use super::{
    inputs::{ContributionOrder, ContributionWhere},
    loaders::ContributionOf,
    reads,
    types::{Contribution, ContributionGroupBy, ContributionTotals},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Fill as _, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read contributions.
#[derive(Clone, Copy, Debug, Default)]
pub struct ContributionQuery;

#[Object]
impl ContributionQuery {
    /// One contribution, in the trash or not; null when there is none or you may not see it.
    async fn contribution(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ContributionId>,
    ) -> Option<Result<Contribution>> {
        prefetch::root::<ContributionOf>(ctx, id.get()).await.transpose()
    }

    /// Contributions, the latest first unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn contributions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<ContributionWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<ContributionOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Contribution>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        Some(
            contributions(
                ctx,
                &filter.unwrap_or_default(),
                order_by.unwrap_or_default(),
                trashed,
                &args,
            )
            .await,
        )
    }

    /// Totals of the live contributions, by groups; a thousand groups at most. Groups with most contributions come first, years
    /// and activities in their own order, what belongs to no group last.
    async fn contribution_totals(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<ContributionWhere>,
        #[graphql(desc = "By what; all in one when absent.")] group_by: Option<ContributionGroupBy>,
    ) -> Option<Result<Vec<ContributionTotals>>> {
        Some(
            contribution_totals(
                ctx,
                &filter.unwrap_or_default(),
                group_by.unwrap_or(ContributionGroupBy::None),
            )
            .await,
        )
    }
}

async fn contribution_totals(
    ctx: &Context<'_>,
    filter: &ContributionWhere,
    group_by: ContributionGroupBy,
) -> Result<Vec<ContributionTotals>> {
    let cx = Cx::of(ctx)?;
    let rows = reads::totals(cx, filter.condition(cx)?, group_by.into()).await?;
    let mut totals: Vec<_> = rows
        .into_iter()
        .map(|(group, sums)| ContributionTotals::new(group, sums))
        .collect();
    ContributionTotals::fill(cx, totals.iter_mut().collect(), &Selection::of(ctx)).await?;
    Ok(totals)
}

async fn contributions(
    ctx: &Context<'_>,
    filter: &ContributionWhere,
    order: Vec<ContributionOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Contribution>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Contribution::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
