//! Root fields that read drafted letters.

use async_graphql::{Context, Object};
use entities::ids::LetterDraftId;

use super::{
    inputs::{LetterDraftOrder, LetterDraftWhere},
    loaders::LetterDraftOf,
    reads,
    types::LetterDraft,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read drafted letters.
#[derive(Clone, Copy, Debug, Default)]
pub struct LetterDraftQuery;

#[Object]
impl LetterDraftQuery {
    /// One drafted letter; null when there is none or you may not see it.
    async fn letter_draft(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<LetterDraftId>,
    ) -> Option<Result<LetterDraft>> {
        prefetch::root::<LetterDraftOf>(ctx, id.get()).await.transpose()
    }

    /// Drafted letters, also those that were sent or discarded; the newest first unless another order is given.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn letter_drafts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<LetterDraftWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<LetterDraftOrder>>,
    ) -> Option<Result<Connection<LetterDraft>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let order = order_by.unwrap_or_default();
        Some(letter_drafts(ctx, &filter.unwrap_or_default(), order, &args).await)
    }
}

async fn letter_drafts(
    ctx: &Context<'_>,
    filter: &LetterDraftWhere,
    order: Vec<LetterDraftOrder>,
    args: &PageArgs,
) -> Result<Connection<LetterDraft>> {
    let cx = Cx::of(ctx)?;
    let sorts = order.into_iter().map(Into::into).collect();
    let (slice, counter) = reads::page(cx, filter.condition(cx)?, sorts, args).await?;
    Connection::new(slice.map(LetterDraft::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
