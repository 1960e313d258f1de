//! Root fields that read lists of competencies.

use async_graphql::{Context, Object};
use entities::ids::CompetencyListId;

use super::{
    inputs,
    loaders::CompetencyListOf,
    reads,
    types::{CompetencyKind, CompetencyList},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
};

/// Root fields that read lists of competencies.
#[derive(Clone, Copy, Debug, Default)]
pub struct CompetencyQuery;

#[Object]
impl CompetencyQuery {
    /// One list of competencies, in the trash or not; null when there is none or you may not see it.
    async fn competency_list(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CompetencyListId>,
    ) -> Option<Result<CompetencyList>> {
        prefetch::root::<CompetencyListOf>(ctx, id.get())
            .await
            .transpose()
    }

    /// Lists of competencies, by title; those in the trash only when asked for.
    async fn competency_lists(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "About one of these; all when absent.")] kind: Option<Vec<CompetencyKind>>,
        #[graphql(desc = "Every word occurs in the title, without case and accents.")] search: Option<String>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<CompetencyList>>> {
        let args = PageArgs::forward(first, after);
        Some(lists(ctx, (kind, search), trashed, &args).await)
    }
}

async fn lists(
    ctx: &Context<'_>,
    (kind, search): (Option<Vec<CompetencyKind>>, Option<String>),
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<CompetencyList>> {
    let cx = Cx::of(ctx)?;
    let filter = inputs::filter(kind, search.as_deref());
    let (slice, counter) = reads::page(cx, filter, trashed, args).await?;
    Connection::new(slice.map(CompetencyList::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
