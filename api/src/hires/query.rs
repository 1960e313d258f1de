//! Root fields that read hires.

use async_graphql::{Context, Object};
use entities::ids::HireId;

use super::{
    inputs::{HireOrder, HireWhere},
    loaders::HireOf,
    reads,
    types::Hire,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read hires.
#[derive(Clone, Copy, Debug, Default)]
pub struct HireQuery;

#[Object]
impl HireQuery {
    /// One hire of a completer of your agency, in the trash or not; null when there is none or you may not see it.
    async fn hire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<HireId>,
    ) -> Option<Result<Hire>> {
        prefetch::root::<HireOf>(ctx, id.get()).await.transpose()
    }

    /// The hires of your agency's completers, the latest first unless another order is given; those in the trash only when asked
    /// for. Hires of other agencies' completers are in no list and no count.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn hires(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<HireWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<HireOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Hire>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let order = order_by.unwrap_or_default();
        Some(hires(ctx, &filter.unwrap_or_default(), order, trashed, &args).await)
    }
}

async fn hires(
    ctx: &Context<'_>,
    filter: &HireWhere,
    order: Vec<HireOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Hire>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Hire::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
