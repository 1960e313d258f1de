//! Running an import: the file is streamed, some hundred rows a transaction.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use entities::{
    ids::{AgencyId, ImportBatchId},
    import_batch::{self, ImportStatus},
    role_type,
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter,
};
use tokio::sync::mpsc;

use super::{
    alive::heard,
    attempt::{Planned, Run},
    chunk,
    kept::Kept,
    rehearse,
    report::{self, Report},
    start,
};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserError, UserErrorCode},
    imports::{
        file::{self, FileError, SourceFile},
        plan::Planner,
        profile::Profile,
        reads,
    },
};

/// Rows a transaction.
pub(super) const CHUNK: usize = 500;
/// Chunks that are read ahead.
const AHEAD: usize = 2;

pub(super) const STOPPED: &str =
    "It was stopped: rows that are done stay in. Import the file again to bring in the rest.";

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The import.
    pub batch: ImportBatchId,
    /// Rows that are done.
    pub rows_done: i32,
    /// Rows of the file.
    pub rows_total: i32,
}

/// Hears how far an import has come: when it begins, and after every few hundred rows.
pub type OnProgress = Arc<dyn Fn(Progress) + Send + Sync>;

/// A file to import at once, as the command line does.
#[derive(Clone)]
pub struct Request {
    /// Where it lies.
    pub path: PathBuf,
    /// What the report calls it.
    pub file_name: String,
    /// The profile, as TOML text; see [`crate::imports::profiles`] for those that are shipped.
    pub profile: String,
    /// Whether only to report what would be done.
    pub dry_run: bool,
    /// The agency of records that do not name one.
    pub agency: Option<AgencyId>,
    /// Hears of the progress.
    pub progress: Option<OnProgress>,
}

/// Imports a file.
///
/// # Errors
/// `FORBIDDEN`; `INVALID` at `profile` (one for each problem) or at `file`, and then nothing is recorded or changed. Rows
/// that cannot go in are no error: they are in the report of the batch.
pub async fn run(cx: &Cx, request: &Request) -> Result<import_batch::Model> {
    start::may(cx, request.agency)?;
    let opened = open(&request.path, &request.profile).await?;
    start::may_read(cx, &opened.profile, request.agency)?;
    let new = start::New {
        file_name: &request.file_name,
        file_sha256: &opened.source.sha256,
        profile: &opened.profile,
        is_dry_run: request.dry_run,
        agency: request.agency,
        stored_path: None,
    };
    let batch = db::write(cx, async |tx| start::insert(tx, cx, &new).await).await?;
    // In a box: the future of a whole import is large.
    let work = Box::pin(execute(cx, &batch, opened, request.progress.as_ref()));
    let outcome = heard(cx, batch.id, work).await;
    match outcome {
        Ok(batch) => {
            counted(cx, &batch).await;
            Ok(batch)
        }
        Err(error) => {
            // The database may be the reason; then the batch stays as it is.
            drop(fail(cx, batch.id, STOPPED).await);
            Err(error)
        }
    }
}

/// Records that an import was stopped from outside, as by Ctrl-C: rows that are done stay in, and it can be taken back.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; database errors.
pub async fn stopped(cx: &Cx, id: ImportBatchId) -> Result<import_batch::Model> {
    let batch = reads::by_id(cx, cx.app.db.read(), id).await?;
    start::may(cx, batch.agency_id)?;
    if batch.status != ImportStatus::Running {
        return Ok(batch);
    }
    fail(cx, id, STOPPED).await
}

/// Runs a queued import, or goes on with one that was interrupted: rows that are done stay done.
///
/// # Errors
/// When the database does not answer; everything else is in the message of the batch.
pub async fn resume(cx: &Cx, id: ImportBatchId) -> Result<()> {
    let batch = reads::by_id(cx, cx.app.db.read(), id).await?;
    if !matches!(batch.status, ImportStatus::Queued | ImportStatus::Running) {
        return Ok(());
    }
    let Some(stored) = &batch.stored_path else {
        return fail(cx, id, "Its file was not kept.").await.map(|_| ());
    };
    let path = cx.app.config.data_dir.join(stored);
    let outcome = match open(&path, &batch.profile_text).await {
        Ok(opened) => Box::pin(execute(cx, &batch, opened, None)).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(batch) => {
            counted(cx, &batch).await;
            Ok(())
        }
        Err(error @ (Error::Unavailable(_) | Error::Internal(_))) => Err(error),
        Err(error) => {
            let messages: Vec<_> = error
                .into_user_errors()?
                .into_iter()
                .map(|one| one.message)
                .collect();
            fail(cx, id, &messages.join(" ")).await.map(|_| ())
        }
    }
}

/// Lets the database count its tables, which have changed.
async fn counted(cx: &Cx, batch: &import_batch::Model) {
    if !batch.is_dry_run {
        cx.app.db.refresh_statistics().await;
    }
}

struct Opened {
    profile: Profile,
    source: SourceFile,
    planner: Planner,
    rows: u32,
}

/// Reads the profile and checks the file from end to end.
async fn open(path: &Path, profile: &str) -> Result<Opened> {
    let (path, profile) = (path.to_owned(), start::parse(profile)?);
    let opened = tokio::task::spawn_blocking(move || {
        let mut source =
            file::open(&path, &profile.file).map_err(|error| invalid("file", [error.to_string()]))?;
        let planner = Planner::new(&profile, &source.columns).map_err(|missing| invalid("file", missing))?;
        let rows = source
            .count_rows()
            .map_err(|error| invalid("file", [error.to_string()]))?;
        Ok(Opened {
            profile,
            source,
            planner,
            rows,
        })
    });
    opened.await.map_err(Error::internal)?
}

pub(super) fn invalid(path: &str, sentences: impl IntoIterator<Item = String>) -> Error {
    let errors = sentences
        .into_iter()
        .map(|sentence| UserError::new(UserErrorCode::Invalid, path, sentence));
    Error::User(errors.collect())
}

/// Where an import stands.
#[derive(Clone)]
pub(super) struct Standing {
    pub(super) id: ImportBatchId,
    pub(super) report: Report,
    pub(super) rows_done: i32,
    pub(super) rows_total: i32,
}

async fn execute(
    cx: &Cx,
    batch: &import_batch::Model,
    opened: Opened,
    progress: Option<&OnProgress>,
) -> Result<import_batch::Model> {
    let mut standing = Standing {
        id: batch.id,
        report: serde_json::from_value(batch.report.clone()).unwrap_or_default(),
        rows_done: batch.rows_done,
        rows_total: i32::try_from(opened.rows).unwrap_or(i32::MAX),
    };
    db::write(cx, async |tx| begin(tx, cx, batch, &opened, &standing).await).await?;
    let mut run = Run {
        cx: cx.clone(),
        profile: opened.profile,
        agency: batch.agency_id,
        roles: roles(cx).await?,
        seen: HashMap::new(),
    };
    tell(progress, &standing);
    let kept = Kept::of(cx, &run.profile);
    let chunks = read(opened.source, opened.planner, kept);
    if batch.is_dry_run {
        rehearse::rehearse(cx, &mut run, &mut standing, chunks, progress).await?;
    } else {
        write(cx, &mut run, &mut standing, chunks, progress).await?;
    }
    finish(cx, &standing).await
}

async fn begin(
    tx: &Tx,
    cx: &Cx,
    batch: &import_batch::Model,
    opened: &Opened,
    standing: &Standing,
) -> Result<()> {
    let row = import_batch::ActiveModel {
        status: Set(ImportStatus::Running),
        file_sha256: Set(opened.source.sha256.clone()),
        rows_total: Set(standing.rows_total),
        started_at: Set(Some(batch.started_at.unwrap_or_else(|| cx.app.clock.now()))),
        heard_at: Set(Some(cx.app.clock.now())),
        ..Default::default()
    };
    start::update(tx, batch.id, row).await
}

/// The role types that can be chosen, by key.
async fn roles(cx: &Cx) -> Result<HashMap<String, uuid::Uuid>> {
    let rows = role_type::Entity::find()
        .filter(role_type::Column::RetiredAt.is_null())
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.key, row.id.uuid())).collect())
}

/// The rows of the file, some hundred at a time.
pub(super) type Chunks = mpsc::Receiver<Result<Vec<Planned>, FileError>>;

/// Reads and plans the rows on a thread of its own.
fn read(source: SourceFile, planner: Planner, kept: Kept) -> Chunks {
    let (sender, chunks) = mpsc::channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        let mut rows = source.rows().filter_map(|row| match row {
            Ok(row) => kept.planned(&planner, &row).map(Ok),
            Err(error) => Some(Err(error)),
        });
        loop {
            let chunk: Result<Vec<Planned>, FileError> = rows.by_ref().take(CHUNK).collect();
            let is_last = chunk.as_ref().map_or(true, Vec::is_empty);
            let is_empty = chunk.as_ref().is_ok_and(Vec::is_empty);
            if !is_empty && sender.blocking_send(chunk).is_err() || is_last {
                return;
            }
        }
    });
    chunks
}

async fn write(
    cx: &Cx,
    run: &mut Run,
    standing: &mut Standing,
    mut chunks: Chunks,
    progress: Option<&OnProgress>,
) -> Result<()> {
    while let Some(rows) = chunks.recv().await {
        let rows = rows.map_err(|error| invalid("file", [error.to_string()]))?;
        if rows.last().is_some_and(|row| row.number <= standing.rows_done) {
            // Done before it was interrupted: later rows must still know what these said.
            let applied = db::rehearse(cx, async |tx| chunk::apply(tx, run, &rows).await).await?;
            run.seen.extend(applied.seen);
            continue;
        }
        let mut next = standing.clone();
        let seen = db::write(cx, async |tx| {
            let mut applied = chunk::apply(tx, run, &rows).await?;
            let seen = std::mem::take(&mut applied.seen);
            let entries = applied.entries(run, &rows, &mut next.report);
            report::write(tx, cx, next.id, entries).await?;
            next.rows_done = rows.last().map_or(next.rows_done, |row| row.number);
            start::update(tx, next.id, counts(&next)?).await?;
            Ok(seen)
        })
        .await?;
        run.seen.extend(seen);
        *standing = next;
        tell(progress, standing);
    }
    Ok(())
}

pub(super) fn tell(progress: Option<&OnProgress>, standing: &Standing) {
    if let Some(progress) = progress {
        progress(Progress {
            batch: standing.id,
            rows_done: standing.rows_done,
            rows_total: standing.rows_total,
        });
    }
}

fn counts(standing: &Standing) -> Result<import_batch::ActiveModel> {
    let total = standing.report.total();
    Ok(import_batch::ActiveModel {
        id: NotSet,
        rows_done: Set(standing.rows_done),
        rows_created: Set(total.created),
        rows_updated: Set(total.updated),
        rows_unchanged: Set(total.unchanged),
        rows_failed: Set(total.failed),
        report: Set(serde_json::to_value(&standing.report).map_err(Error::internal)?),
        ..Default::default()
    })
}

async fn finish(cx: &Cx, standing: &Standing) -> Result<import_batch::Model> {
    let row = import_batch::ActiveModel {
        status: Set(ImportStatus::Done),
        finished_at: Set(Some(cx.app.clock.now())),
        ..counts(standing)?
    };
    db::write(cx, async |tx| {
        start::update(tx, standing.id, row).await?;
        start::note(tx, cx, "IMPORTED", standing.id).await?;
        reads::by_id(cx, tx, standing.id).await
    })
    .await
}

/// Ends a batch that cannot go on.
pub(super) async fn fail(cx: &Cx, id: ImportBatchId, message: &str) -> Result<import_batch::Model> {
    let row = import_batch::ActiveModel {
        status: Set(ImportStatus::Failed),
        message: Set(Some(message.to_owned())),
        finished_at: Set(Some(cx.app.clock.now())),
        ..Default::default()
    };
    db::write(cx, async |tx| {
        start::update(tx, id, row).await?;
        reads::by_id(cx, tx, id).await
    })
    .await
}
