//! Root fields that read letters.

use async_graphql::{Context, Object};
use entities::ids::MailId;

use super::{
    inputs::{MailOrder, MailWhere},
    loaders::MailOf,
    reads,
    types::Mail,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read letters.
#[derive(Clone, Copy, Debug, Default)]
pub struct MailQuery;

#[Object]
impl MailQuery {
    /// One letter; null when there is none or you may not see it.
    async fn mail(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MailId>,
    ) -> Option<Result<Mail>> {
        prefetch::root::<MailOf>(ctx, id.get()).await.transpose()
    }

    /// The mail log: every letter that waits, was sent or was not, the newest first unless another order is given. Admins see
    /// all, everybody else the letters to themselves and those about meetings. Letters about a participant are seen by the people of
    /// the agency that serves the person alone.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn mails(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<MailWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<MailOrder>>,
    ) -> Option<Result<Connection<Mail>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        Some(mails(ctx, &filter, order_by.unwrap_or_default(), &args).await)
    }
}

async fn mails(
    ctx: &Context<'_>,
    filter: &MailWhere,
    order: Vec<MailOrder>,
    args: &PageArgs,
) -> Result<Connection<Mail>> {
    let cx = Cx::of(ctx)?;
    let order = order.into_iter().map(Into::into).collect();
    let (slice, counter) = reads::page(cx, filter.condition(cx)?, order, args).await?;
    Connection::new(slice.map(Mail::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
