//! Root fields that read establishments.

use async_graphql::{Context, Object};
use entities::ids::EstablishmentId;

use super::{
    inputs::{EstablishmentOrder, EstablishmentWhere},
    loaders::EstablishmentOf,
    reads,
    types::Establishment,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read establishments.
#[derive(Clone, Copy, Debug, Default)]
pub struct EstablishmentQuery;

#[Object]
impl EstablishmentQuery {
    /// One establishment, in the trash or not; null when there is none or you may not see it.
    async fn establishment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EstablishmentId>,
    ) -> Option<Result<Establishment>> {
        prefetch::root::<EstablishmentOf>(ctx, id.get()).await.transpose()
    }

    /// Establishments, by name unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn establishments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<EstablishmentWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<EstablishmentOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Establishment>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        Some(
            establishments(
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

async fn establishments(
    ctx: &Context<'_>,
    filter: &EstablishmentWhere,
    order: Vec<EstablishmentOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Establishment>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Establishment::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
