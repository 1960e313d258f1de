//! Root fields that read meetings.

use async_graphql::{Context, Object};
use entities::ids::MeetingId;

use super::{
    inputs::{MeetingOrder, MeetingWhere},
    loaders::MeetingOf,
    reads,
    types::Meeting,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read meetings.
#[derive(Clone, Copy, Debug, Default)]
pub struct MeetingQuery;

#[Object]
impl MeetingQuery {
    /// One meeting, in the trash or not; null when there is none or you may not see it.
    async fn meeting(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MeetingId>,
    ) -> Option<Result<Meeting>> {
        prefetch::root::<MeetingOf>(ctx, id.get()).await.transpose()
    }

    /// Meetings you may see, the latest start first unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<MeetingWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<MeetingOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Meeting>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        Some(
            meetings(
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

async fn meetings(
    ctx: &Context<'_>,
    filter: &MeetingWhere,
    order: Vec<MeetingOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Meeting>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Meeting::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
