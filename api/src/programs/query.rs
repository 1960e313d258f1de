//! Root fields that read programs.

use async_graphql::{Context, Object};
use entities::ids::ProgramId;

use super::{
    inputs::{ProgramOrder, ProgramWhere},
    loaders::ProgramOf,
    reads,
    types::Program,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read programs.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProgramQuery;

#[Object]
impl ProgramQuery {
    /// One program, in the trash or not; null when there is none or you may not see it.
    async fn program(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ProgramId>,
    ) -> Option<Result<Program>> {
        prefetch::root::<ProgramOf>(ctx, id.get()).await.transpose()
    }

    /// Programs, by name unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn programs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<ProgramWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<ProgramOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Program>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        Some(
            programs(
                ctx,
                &filter.unwrap_or_default(),
                order_by.unwrap_or_default(),
                trashed,
                &args,
            )
            .await,
        )
    }
}

async fn programs(
    ctx: &Context<'_>,
    filter: &ProgramWhere,
    order: Vec<ProgramOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Program>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Program::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
