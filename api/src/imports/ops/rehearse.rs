//! A dry run is the same work in one transaction that is taken back, so that its counts and its row report equal the real
//! run's. Until it ends it holds SQLite's one writer (about a second for 5,000 records): start large dry runs when nobody
//! writes, or on PostgreSQL, where only the rows it changes are held. Its row report waits in a temporary file meanwhile.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, BufWriter, Seek as _, Write as _},
};

use entities::ids::ImportBatchId;

use super::{
    attempt::Run,
    chunk,
    report::{self, Entry},
    run::{CHUNK, Chunks, OnProgress, Standing, invalid, tell},
};
use crate::{
    app::Cx,
    db,
    error::{Error, Result},
};

/// Does everything and takes it back; only the report stays.
pub(super) async fn rehearse(
    cx: &Cx,
    run: &mut Run,
    standing: &mut Standing,
    mut chunks: Chunks,
    progress: Option<&OnProgress>,
) -> Result<()> {
    let mut spool = BufWriter::new(tempfile::tempfile().map_err(Error::internal)?);
    let (run, total) = (&mut *run, &mut *standing);
    let spooled = &mut spool;
    db::rehearse(cx, async |tx| {
        while let Some(rows) = chunks.recv().await {
            let rows = rows.map_err(|error| invalid("file", [error.to_string()]))?;
            let mut applied = chunk::apply(tx, run, &rows).await?;
            run.seen.extend(std::mem::take(&mut applied.seen));
            for entry in applied.entries(run, &rows, &mut total.report) {
                serde_json::to_writer(&mut *spooled, &without_subject(entry)).map_err(Error::internal)?;
                spooled.write_all(b"\n").map_err(Error::internal)?;
            }
            total.rows_done = rows.last().map_or(total.rows_done, |row| row.number);
            tell(progress, total);
        }
        Ok(())
    })
    .await?;
    keep(
        cx,
        standing.id,
        spool
            .into_inner()
            .map_err(|error| Error::internal(error.into_error()))?,
    )
    .await
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
