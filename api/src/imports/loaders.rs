//! Relations of imports, each loaded for many imports in one statement.

use std::collections::HashMap;

use entities::{ids::ImportBatchId, import_row};
use futures_util::future::BoxFuture;

use super::{
    inputs::ImportRowWhere,
    reads,
    types::{ImportBatch, ImportRow},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Fill, Relation, Selection},
};

/// The import with an id.
pub struct ImportBatchOf;

impl Relation for ImportBatchOf {
    type Key = ImportBatchId;
    type Args = ();
    type Value = ImportBatch;

    async fn load(cx: &Cx, keys: &[ImportBatchId], (): &()) -> Result<HashMap<ImportBatchId, ImportBatch>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, ImportBatch::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut ImportBatch>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        ImportBatch::fill(cx, values, selection)
    }
}

/// The row report of an import.
pub struct RowsOf;

/// Which page of which lines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowArgs {
    page: PageArgs,
    filter: ImportRowWhere,
}

impl RowArgs {
    /// These lines, this page of them.
    pub fn new(page: PageArgs, filter: ImportRowWhere) -> Self {
        Self { page, filter }
    }
}

impl Relation for RowsOf {
    type Key = ImportBatchId;
    type Args = RowArgs;
    type Value = Connection<ImportRow>;

    async fn load(
        cx: &Cx,
        keys: &[ImportBatchId],
        args: &RowArgs,
    ) -> Result<HashMap<ImportBatchId, Self::Value>> {
        let select = reads::rows(cx, keys, args.filter.condition());
        let slices = paging::fetch_each(
            cx.app.db.read(),
            select,
            import_row::Column::BatchId,
            |row| Some(row.batch_id),
            &reads::row_keys(),
            &args.page,
        )
        .await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, lines(cx, id, args, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: ImportBatchId, args: &RowArgs) -> Option<Self::Value> {
        Some(lines(cx, key, args, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn lines(
    cx: &Cx,
    batch: ImportBatchId,
    args: &RowArgs,
    slice: Slice<import_row::Model>,
) -> Connection<ImportRow> {
    let all = reads::rows(cx, &[batch], args.filter.condition());
    Connection::new(slice.map(ImportRow::new), paging::counter(cx, all))
}
