//! Running and reverting imports in the background.

use std::sync::Arc;

use entities::{ids::ImportBatchId, job};
use serde::Deserialize;

use super::Starter;
use crate::{
    app::{App, Cx},
    error::{Error, Result},
    imports::ops,
};

#[derive(Deserialize)]
struct Payload {
    r#for: Starter,
    what: Batch,
}

#[derive(Deserialize)]
struct Batch {
    batch: String,
}

/// Runs a queued import.
pub(super) async fn run(app: &Arc<App>, job: &job::Model) -> Result<()> {
    let (cx, batch) = read(app, job).await?;
    ops::resume(&cx, batch).await
}

/// Takes an import back.
pub(super) async fn revert(app: &Arc<App>, job: &job::Model) -> Result<()> {
    let (cx, batch) = read(app, job).await?;
    ops::revert(&cx, batch).await.map(|_| ())
}

/// The worker gave it up.
pub(super) async fn given_up(app: &Arc<App>, job: &job::Model) -> Result<()> {
    // Whoever started it may be gone by now, and a job that names no import has none to tell.
    match payload(job) {
        Ok((_, batch)) => ops::given_up(&app.system("a job was given up"), batch).await,
        Err(_) => Ok(()),
    }
}

async fn read(app: &Arc<App>, job: &job::Model) -> Result<(Cx, ImportBatchId)> {
    let (starter, batch) = payload(job)?;
    Ok((starter.cx(app).await?, batch))
}

fn payload(job: &job::Model) -> Result<(Starter, ImportBatchId)> {
    let payload: Payload = serde_json::from_value(job.payload.clone()).map_err(Error::internal)?;
    let batch = payload.what.batch.parse();
    let batch = batch.map_err(|_| Error::internal("the job names no import"))?;
    Ok((payload.r#for, batch))
}
