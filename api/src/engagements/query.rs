//! Root fields that read engagements.

use async_graphql::{Context, Object};
use entities::ids::EngagementId;

use super::{
    inputs::{EngagementOrder, EngagementWhere},
    loaders::EngagementOf,
    reads,
    types::Engagement,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read engagements.
#[derive(Clone, Copy, Debug, Default)]
pub struct EngagementQuery;

#[Object]
impl EngagementQuery {
    /// One engagement, in the trash or not; null when there is none or you may not see it.
    async fn engagement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<EngagementId>,
    ) -> Option<Result<Engagement>> {
        prefetch::root::<EngagementOf>(ctx, id.get()).await.transpose()
    }

    /// Engagements you may see, newest first unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn engagements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<EngagementWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<EngagementOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Engagement>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        Some(
            engagements(
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

async fn engagements(
    ctx: &Context<'_>,
    filter: &EngagementWhere,
    order: Vec<EngagementOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Engagement>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Engagement::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
