//! Root fields that read imports.

use async_graphql::{Context, Object};
use entities::ids::ImportBatchId;

use super::{inputs::ImportBatchWhere, loaders::ImportBatchOf, reads, types::ImportBatch};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
};

/// Root fields that read imports.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportQuery;

#[Object]
impl ImportQuery {
    /// One import; null when there is none or you may not see it.
    async fn import_batch(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ImportBatchId>,
    ) -> Option<Result<ImportBatch>> {
        prefetch::root::<ImportBatchOf>(ctx, id.get()).await.transpose()
    }

    /// Imports, the latest first: those for your agency, or all for an administrator. Those of
    /// completers and hires are shown to their own agency alone.
    async fn import_batches(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<ImportBatchWhere>,
    ) -> Option<Result<Connection<ImportBatch>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        Some(import_batches(ctx, &filter.unwrap_or_default(), &args).await)
    }
}

async fn import_batches(
    ctx: &Context<'_>,
    filter: &ImportBatchWhere,
    args: &PageArgs,
) -> Result<Connection<ImportBatch>> {
    let cx = Cx::of(ctx)?;
    let (slice, counter) = reads::page(cx, filter.condition(), args).await?;
    Connection::new(slice.map(ImportBatch::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
