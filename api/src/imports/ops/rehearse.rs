//! A dry run is the same work where it leaves nothing behind, so that its counts and its row report equal the real run's.
//!
//! SQLite has one writer, and a large file would keep it from everybody: the work is done on a copy of the database, which
//! is thrown away. On PostgreSQL it is done in one transaction that is taken back; only the rows it changes are held. The
//! row report waits in a temporary file meanwhile.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, BufWriter, Seek as _, Write as _},
};

use entities::ids::ImportBatchId;
use tempfile::TempDir;

use super::{
    attempt::{Planned, Run},
    chunk,
    report::{self, Entry},
    run::{CHUNK, Chunks, OnProgress, Standing, invalid, tell},
};
use crate::{
    app::Cx,
    db::{self, Db, Tx},
    error::{Error, Result},
    imports::file::FileError,
    private,
};

/// A row report that is not written yet.
type Spool = BufWriter<File>;

/// Does everything where it leaves nothing behind; only the report stays.
pub(super) async fn rehearse(
    cx: &Cx,
    run: &mut Run,
    standing: &mut Standing,
    chunks: Chunks,
    progress: Option<&OnProgress>,
) -> Result<()> {
    let mut spool = BufWriter::new(tempfile::tempfile().map_err(Error::internal)?);
    let folder = folder(cx)?;
    let mut stage = Stage {
        run,
        standing,
        spool: &mut spool,
        progress,
    };
    match Db::copy(&cx.app.config.database, folder.path()).await? {
        Some(copy) => stage.on_copy(cx, copy, chunks).await?,
        None => stage.in_transaction(cx, chunks).await?,
    }
    let spool = spool.into_inner();
    let spool = spool.map_err(|error| Error::internal(error.into_error()))?;
    keep(cx, standing.id, spool).await
}

/// A folder of the dry run's own, beside the other files of Guildhall: a database may be larger than the memory.
fn folder(cx: &Cx) -> Result<TempDir> {
    let data = &cx.app.config.data_dir;
    private::folder(data).map_err(Error::internal)?;
    let folder = tempfile::Builder::new().prefix("dry-run-").tempdir_in(data);
    folder.map_err(Error::internal)
}

struct Stage<'a> {
    run: &'a mut Run,
    standing: &'a mut Standing,
    spool: &'a mut Spool,
    progress: Option<&'a OnProgress>,
}

impl Stage<'_> {
    async fn on_copy(&mut self, cx: &Cx, copy: Db, mut chunks: Chunks) -> Result<()> {
        let app = cx.app.on(copy);
        self.run.cx = Cx {
            app: std::sync::Arc::clone(&app),
            ..cx.clone()
        };
        let copied = self.run.cx.clone();
        let mut outcome = Ok(());
        while let Some(rows) = chunks.recv().await {
            outcome = db::write(&copied, async |tx| self.bring_in(tx, rows).await).await;
            if outcome.is_err() {
                break;
            }
        }
        app.db.close().await;
        outcome
    }

    async fn in_transaction(&mut self, cx: &Cx, mut chunks: Chunks) -> Result<()> {
        db::rehearse(cx, async |tx| {
            while let Some(rows) = chunks.recv().await {
                self.bring_in(tx, rows).await?;
            }
            Ok(())
        })
        .await
    }

    async fn bring_in(&mut self, tx: &Tx, rows: Result<Vec<Planned>, FileError>) -> Result<()> {
        let rows = rows.map_err(|error| invalid("file", [error.to_string()]))?;
        let mut applied = chunk::apply(tx, self.run, &rows).await?;
        self.run.seen.extend(std::mem::take(&mut applied.seen));
        for entry in applied.entries(self.run, &rows, &mut self.standing.report) {
            serde_json::to_writer(&mut *self.spool, &without_subject(entry)).map_err(Error::internal)?;
            self.spool.write_all(b"\n").map_err(Error::internal)?;
        }
        let done = rows.last().map(|row| row.number);
        self.standing.rows_done = done.unwrap_or(self.standing.rows_done);
        tell(self.progress, self.standing);
        Ok(())
    }
}

/// What would have been made does not exist.
fn without_subject(entry: Entry) -> Entry {
    Entry {
        subject: entry.subject.filter(|_| entry.outcome != "CREATED"),
        before: None,
        after_version: None,
        ..entry
    }
}

/// Writes the row report of a dry run.
async fn keep(cx: &Cx, batch: ImportBatchId, mut spool: File) -> Result<()> {
    spool.rewind().map_err(Error::internal)?;
    let mut lines = BufReader::new(spool).lines();
    loop {
        let entries = lines.by_ref().take(CHUNK).map(|line| {
            let line = line.map_err(Error::internal)?;
            serde_json::from_str(&line).map_err(Error::internal)
        });
        let entries = entries.collect::<Result<Vec<Entry>>>()?;
        if entries.is_empty() {
            return Ok(());
        }
        db::write(cx, async |tx| report::write(tx, cx, batch, entries).await).await?;
    }
}
