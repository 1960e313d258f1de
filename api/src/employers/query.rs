//! Root fields that read employers.

use async_graphql::{Context, Object};
use entities::ids::EmployerId;

use super::{
    inputs::{EmployerOrder, EmployerWhere},
    loaders::EmployerOf,
    reads,
    types::{Employer, EmployerGroup, EmployerStat},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read employers.
#[derive(Clone, Copy, Debug, Default)]
pub struct EmployerQuery;

#[Object]
impl EmployerQuery {
    /// One employer, in the trash or not; null when there is none or you may not see it.
    async fn employer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EmployerId>,
    ) -> Option<Result<Employer>> {
        prefetch::root::<EmployerOf>(ctx, id.get()).await.transpose()
    }

    /// Employers, by name unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn employers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<EmployerWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<EmployerOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Employer>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        Some(
            employers(
                ctx,
                &filter.unwrap_or_default(),
                order_by.unwrap_or_default(),
                trashed,
                &args,
            )
            .await,
        )
    }

    /// How many live employers each group has, the largest first. A count of many rows: it costs 50 points.
    async fn employer_stats(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "where", desc = "Which employers; all when absent.")] filter: Option<EmployerWhere>,
        #[graphql(
            default_with = "EmployerGroup::NaicsSector",
            desc = "What they are counted by."
        )]
        group_by: EmployerGroup,
    ) -> Option<Result<Vec<EmployerStat>>> {
        Some(stats(ctx, &filter.unwrap_or_default(), group_by).await)
    }
}

async fn stats(ctx: &Context<'_>, filter: &EmployerWhere, group: EmployerGroup) -> Result<Vec<EmployerStat>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, false);
    EmployerStat::of(cx, select, group).await
}

async fn employers(
    ctx: &Context<'_>,
    filter: &EmployerWhere,
    order: Vec<EmployerOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Employer>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Employer::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
