//! Imports as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entities::{import_batch, import_row};
use futures_util::future::BoxFuture;

use super::{
    inputs::ImportRowWhere,
    loaders::{RowArgs, RowsOf},
    ops::Report,
    reads,
};
use crate::{
    accounts::{loaders::UserOf, types::User},
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    error::{Result, UserError},
    paging::{Connection, PageArgs},
    prefetch::{self, Fill, Related, Selection},
    scalars::{Decimal, Instant},
};

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::import_batch::ImportStatus")]
pub enum ImportStatus {
    /// Waits for a worker.
    Queued,
    /// Is being read: `rowsDone` of `rowsTotal`.
    Running,
    /// Read to the end; rows that could not go in are in the report.
    Done,
    /// Stopped; see the message.
    Failed,
    /// Is being taken back.
    Reverting,
    /// Was taken back; what had to stay is in the report.
    Reverted,
}

/// What a row of a file came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::import_row::ImportOutcome")]
pub enum ImportOutcome {
    /// It made a record.
    Created,
    /// It changed a record.
    Updated,
    /// The record was as the row says already.
    Unchanged,
    /// It could not go in; see the reason.
    Failed,
    /// What it did was taken back.
    Reverted,
}

/// A run of an import.
#[derive(Clone)]
pub struct ImportBatch {
    row: import_batch::Model,
    report: Report,
    agency: Related<AgencyOf>,
    started_by: Related<UserOf>,
    rows: Related<RowsOf>,
}

impl ImportBatch {
    /// The import of a row.
    pub fn new(row: import_batch::Model) -> Self {
        Self {
            report: serde_json::from_value(row.report.clone()).unwrap_or_default(),
            row,
            agency: Related::default(),
            started_by: Related::default(),
            rows: Related::default(),
        }
    }
}

impl Fill for ImportBatch {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let agency = |node: &Self| node.row.agency_id;
            prefetch::one(cx, nodes, selection, "agency", agency, |node| &mut node.agency).await?;
            let user = |node: &Self| node.row.user_id;
            prefetch::one(cx, nodes, selection, "startedBy", user, |node| {
                &mut node.started_by
            })
            .await?;
            let id = |node: &Self| Some(node.row.id);
            let args = |arguments: &prefetch::Arguments| {
                let filter: Option<ImportRowWhere> = arguments.get("where");
                Some(RowArgs::new(
                    PageArgs::ahead(arguments),
                    filter.unwrap_or_default(),
                ))
            };
            prefetch::relation(cx, nodes, selection, "rows", args, id, |node| &mut node.rows).await
        })
    }
}

/// A run of an import: a file, the profile that says how to read it, and what came of it.
#[Object]
impl ImportBatch {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The file's name.
    async fn file_name(&self) -> &str {
        &self.row.file_name
    }

    /// SHA-256 of the file's bytes, lower-case hexadecimal.
    async fn file_sha256(&self) -> &str {
        &self.row.file_sha256
    }

    /// The profile's name.
    async fn profile_name(&self) -> &str {
        &self.row.profile_name
    }

    /// The profile as it was used, TOML.
    async fn profile_text(&self) -> &str {
        &self.row.profile_text
    }

    /// Whether it only reports what would be done.
    async fn is_dry_run(&self) -> bool {
        self.row.is_dry_run
    }

    /// Where it stands.
    async fn status(&self) -> ImportStatus {
        self.row.status.into()
    }

    /// The agency of records that do not name one.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id?, ()).await.transpose()
    }

    /// Who started it; null for the command line.
    async fn started_by(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.started_by.get(ctx, self.row.user_id?, ()).await.transpose()
    }

    /// Rows of the file; 0 until it is read.
    async fn rows_total(&self) -> i32 {
        self.row.rows_total
    }

    /// Rows that are done. A dry run tells only at its end.
    async fn rows_done(&self) -> i32 {
        self.row.rows_done
    }

    /// What the records of each target came to.
    async fn counts(&self) -> Vec<ImportCounts> {
        let targets = self.report.targets.iter();
        targets
            .map(|(target, counts)| ImportCounts {
                target: target.clone(),
                created: counts.created,
                updated: counts.updated,
                unchanged: counts.unchanged,
                failed: counts.failed,
            })
            .collect()
    }

    /// What was reported about rows, those that could not go in among them, by kind and column.
    async fn warnings(&self) -> Vec<ImportWarning> {
        let warnings = self.report.warnings.iter();
        warnings
            .map(|warning| ImportWarning {
                kind: warning.kind.clone(),
                column: warning.column.clone(),
                count: warning.count,
            })
            .collect()
    }

    /// What the rows that could not go in hold, so that nothing is missing from a total. Their cells are in `rows`.
    async fn carried(&self) -> Vec<ImportCarried> {
        let carried = self.report.carried.iter();
        carried
            .map(|one| ImportCarried {
                field: one.field.clone(),
                sum: Decimal(one.hundredths),
            })
            .collect()
    }

    /// Why it stopped, or what a revert left.
    async fn message(&self) -> Option<&str> {
        self.row.message.as_deref()
    }

    /// What became of each row, in the order of the file. A row that feeds several records has a line for each.
    async fn rows(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<ImportRowWhere>,
    ) -> Option<Result<Arc<Connection<ImportRow>>>> {
        let args = RowArgs::new(PageArgs::forward(first, after), filter.unwrap_or_default());
        self.rows.get(ctx, self.row.id, args).await.transpose()
    }

    /// When it was queued.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it began to run.
    async fn started_at(&self) -> Option<Instant> {
        self.row.started_at.map(Instant)
    }

    /// When it was done or stopped.
    async fn finished_at(&self) -> Option<Instant> {
        self.row.finished_at.map(Instant)
    }

    /// When it was taken back.
    async fn reverted_at(&self) -> Option<Instant> {
        self.row.reverted_at.map(Instant)
    }
}

/// What the records of a target came to.
#[derive(Clone, Debug, SimpleObject)]
pub struct ImportCounts {
    /// The target, such as `employer`.
    pub target: String,
    /// Records made.
    pub created: i32,
    /// Records changed.
    pub updated: i32,
    /// Records that were as the file says already.
    pub unchanged: i32,
    /// Rows that could not go in, counted for the last record of the profile.
    pub failed: i32,
}

/// How often something was reported about rows.
#[derive(Clone, Debug, SimpleObject)]
pub struct ImportWarning {
    /// What is the matter, such as `is empty`.
    pub kind: String,
    /// The column; null when it is about whole rows.
    pub column: Option<String>,
    /// The number of rows.
    pub count: i32,
}

/// The sum of a field over the rows that could not go in.
#[derive(Clone, Debug, SimpleObject)]
pub struct ImportCarried {
    /// The field, such as `contribution.hours`.
    pub field: String,
    /// The sum, in the field's unit: hours, dollars, people.
    pub sum: Decimal,
}

/// A cell of a row.
#[derive(Clone, Debug, SimpleObject)]
pub struct ImportCell {
    /// The column.
    pub column: String,
    /// The text in it.
    pub text: String,
}

/// What became of a row, or of one of the records it feeds.
#[derive(Clone)]
pub struct ImportRow {
    row: import_row::Model,
}

impl ImportRow {
    /// The line of a row.
    pub fn new(row: import_row::Model) -> Self {
        Self { row }
    }
}

impl Fill for ImportRow {
    fn fill<'a>(_: &'a Cx, _: Vec<&'a mut Self>, _: &'a Selection<'a>) -> BoxFuture<'a, Result<()>> {
        Box::pin(async { Ok(()) })
    }
}

/// What became of a row of a file, or of one of the records that it feeds.
#[Object]
impl ImportRow {
    /// The row's number; the first one below the header is 1.
    async fn row_number(&self) -> i32 {
        self.row.row_number
    }

    /// What the record is, such as `employer`.
    async fn target(&self) -> &str {
        &self.row.target
    }

    /// What it came to.
    async fn outcome(&self) -> ImportOutcome {
        self.row.outcome.into()
    }

    /// The id of the record; null when there is none, as for a row that could not go in and in a dry run.
    async fn subject_id(&self) -> Option<ID> {
        reads::subject(&self.row).map(Into::into)
    }

    /// Why it could not go in, what should be known about it, or why a revert left it.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// The row as it was read; empty on the further records of the same row, and when the time is over for which the server
    /// keeps cells (90 days after the import, unless the operator chose otherwise).
    async fn cells(&self) -> Vec<ImportCell> {
        let cells: Option<Vec<(String, String)>> = self
            .row
            .raw
            .as_ref()
            .and_then(|raw| serde_json::from_value(raw.clone()).ok());
        let cells = cells.unwrap_or_default().into_iter();
        cells.map(|(column, text)| ImportCell { column, text }).collect()
    }
}

/// What became of starting an import.
#[derive(SimpleObject)]
pub struct ImportStartPayload {
    /// The import, queued; null when nothing was started.
    pub import_batch: Option<ImportBatch>,
    /// What to mend; empty when it was queued.
    pub user_errors: Vec<UserError>,
}

/// What became of taking an import back.
#[derive(SimpleObject)]
pub struct ImportRevertPayload {
    /// The import, whose revert is queued.
    pub import_batch: Option<ImportBatch>,
    /// What to mend; empty when it was queued.
    pub user_errors: Vec<UserError>,
}
