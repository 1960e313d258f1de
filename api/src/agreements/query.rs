//! Root fields that read agreements.

use async_graphql::{Context, Object};
use entities::ids::AgreementId;

use super::{
    inputs::{AgreementOrder, AgreementWhere},
    loaders::AgreementOf,
    reads,
    types::Agreement,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read agreements.
#[derive(Clone, Copy, Debug, Default)]
pub struct AgreementQuery;

#[Object]
impl AgreementQuery {
    /// One agreement, in the trash or not; null when there is none or you may not see it.
    async fn agreement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<AgreementId>,
    ) -> Option<Result<Agreement>> {
        prefetch::root::<AgreementOf>(ctx, id.get()).await.transpose()
    }

    /// Agreements of live partnerships, the next one to end first unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn agreements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<AgreementWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<AgreementOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Agreement>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        Some(agreements(ctx, &filter, order_by.unwrap_or_default(), trashed, &args).await)
    }
}

async fn agreements(
    ctx: &Context<'_>,
    filter: &AgreementWhere,
    order: Vec<AgreementOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Agreement>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Agreement::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
