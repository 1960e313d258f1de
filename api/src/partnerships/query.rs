//! Root fields that read partnerships.

use async_graphql::{Context, Object};
use entities::ids::PartnershipId;

use super::{
    inputs::{PartnershipOrder, PartnershipWhere},
    loaders::PartnershipOf,
    reads,
    types::Partnership,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read partnerships.
#[derive(Clone, Copy, Debug, Default)]
pub struct PartnershipQuery;

#[Object]
impl PartnershipQuery {
    /// One partnership, in the trash or not; null when there is none or you may not see it.
    async fn partnership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PartnershipId>,
    ) -> Option<Result<Partnership>> {
        prefetch::root::<PartnershipOf>(ctx, id.get()).await.transpose()
    }

    /// Partnerships, by name unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn partnerships(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<PartnershipWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<PartnershipOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Partnership>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        Some(partnerships(ctx, &filter, order_by.unwrap_or_default(), trashed, &args).await)
    }
}

async fn partnerships(
    ctx: &Context<'_>,
    filter: &PartnershipWhere,
    order: Vec<PartnershipOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Partnership>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Partnership::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
