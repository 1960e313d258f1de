//! Root fields that read agencies.

use async_graphql::{Context, Object};
use entities::ids::AgencyId;

use super::{
    inputs::{AgencyOrder, AgencyWhere},
    loaders::AgencyOf,
    reads,
    types::Agency,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read agencies.
#[derive(Clone, Copy, Debug, Default)]
pub struct AgencyQuery;

#[Object]
impl AgencyQuery {
    /// One agency, in the trash or not; null when there is none or you may not see it.
    async fn agency(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AgencyId>,
    ) -> Option<Result<Agency>> {
        prefetch::root::<AgencyOf>(ctx, id.get()).await.transpose()
    }

    /// Agencies, by name unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn agencies(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<AgencyWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<AgencyOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Agency>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        Some(
            agencies(
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

async fn agencies(
    ctx: &Context<'_>,
    filter: &AgencyWhere,
    order: Vec<AgencyOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Agency>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Agency::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
