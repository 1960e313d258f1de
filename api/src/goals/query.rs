//! Root fields that read goals.

use async_graphql::{Context, Object};
use entities::ids::GoalId;

use super::{
    inputs::{GoalOrder, GoalWhere},
    loaders::GoalOf,
    reads,
    types::Goal,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read goals.
#[derive(Clone, Copy, Debug, Default)]
pub struct GoalQuery;

#[Object]
impl GoalQuery {
    /// One goal, in the trash or not; null when there is none or you may not see it.
    async fn goal(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<GoalId>,
    ) -> Option<Result<Goal>> {
        prefetch::root::<GoalOf>(ctx, id.get()).await.transpose()
    }

    /// Goals of live partnerships, the next one due first unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn goals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<GoalWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<GoalOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Goal>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        Some(goals(ctx, &filter, order_by.unwrap_or_default(), trashed, &args).await)
    }
}

async fn goals(
    ctx: &Context<'_>,
    filter: &GoalWhere,
    order: Vec<GoalOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Goal>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Goal::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
