//! Root fields that read completers.

use async_graphql::{Context, Object};
use entities::ids::CompleterId;

use super::{
    inputs::{CompleterOrder, CompleterWhere},
    loaders::CompleterOf,
    reads,
    types::Completer,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read completers.
#[derive(Clone, Copy, Debug, Default)]
pub struct CompleterQuery;

#[Object]
impl CompleterQuery {
    /// One completer of your agency, in the trash or not; null when there is none or you may not see it.
    async fn completer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CompleterId>,
    ) -> Option<Result<Completer>> {
        prefetch::root::<CompleterOf>(ctx, id.get()).await.transpose()
    }

    /// The completers of your agency, the latest first unless another order is given; those in the trash only when asked for.
    /// Completers of other agencies are in no list and no count.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn completers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<CompleterWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<CompleterOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Completer>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let order = order_by.unwrap_or_default();
        Some(completers(ctx, &filter.unwrap_or_default(), order, trashed, &args).await)
    }
}

async fn completers(
    ctx: &Context<'_>,
    filter: &CompleterWhere,
    order: Vec<CompleterOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Completer>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Completer::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
