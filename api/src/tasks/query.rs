//! Root fields that read tasks.

use async_graphql::{Context, Object};
use entities::ids::TaskId;

use super::{
    inputs::{TaskOrder, TaskWhere},
    loaders::TaskOf,
    reads,
    types::Task,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read tasks.
#[derive(Clone, Copy, Debug, Default)]
pub struct TaskQuery;

#[Object]
impl TaskQuery {
    /// One task, in the trash or not; null when there is none or you may not see it.
    async fn task(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<TaskId>,
    ) -> Option<Result<Task>> {
        prefetch::root::<TaskOf>(ctx, id.get()).await.transpose()
    }

    /// Tasks, the first due first unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn tasks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<TaskWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<TaskOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Task>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let order = order_by.unwrap_or_default();
        Some(tasks(ctx, &filter.unwrap_or_default(), order, trashed, &args).await)
    }
}

async fn tasks(
    ctx: &Context<'_>,
    filter: &TaskWhere,
    order: Vec<TaskOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Task>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Task::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
