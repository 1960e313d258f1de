//! Whether an import that runs still goes on: a worker's is taken up by another worker when its process dies, one of the command
//! line is not.

use std::time::Duration;

use chrono::TimeDelta;
use entities::{
    ids::ImportBatchId,
    import_batch::{self, ImportStatus},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    run::{STOPPED, fail},
    start,
};
use crate::{app::Cx, db, error::Result};

/// How often an import of the command line shows that it goes on.
const BEAT: Duration = Duration::from_mins(1);
/// After how long without a sign it counts as killed.
const SILENCE: TimeDelta = TimeDelta::minutes(5);

const GIVEN_UP: &str =
    "It failed again and again and was given up: what is done stays. The log of the server says why.";
/// Shows every minute that the import goes on while `work` runs, so that one that was killed can be told from it.
pub(super) async fn heard<T>(cx: &Cx, id: ImportBatchId, work: impl Future<Output = T>) -> T {
    let beat = async {
        loop {
            tokio::time::sleep(BEAT).await;
            let row = import_batch::ActiveModel {
                heard_at: Set(Some(cx.app.clock.now())),
                ..Default::default()
            };
            drop(db::write(cx, async |tx| start::update(tx, id, row).await).await);
        }
    };
    tokio::select! {
        outcome = work => outcome,
        () = beat => unreachable!("it shows without end"),
    }
}

/// Whether an import of the command line was killed: it runs, and was not heard of for minutes. What a worker runs is never
/// given up like this: another worker goes on with it.
pub(super) fn is_abandoned(cx: &Cx, batch: &import_batch::Model) -> bool {
    let last = batch.heard_at.unwrap_or(batch.created_at);
    batch.status == ImportStatus::Running
        && batch.stored_path.is_none()
        && cx.app.clock.now() - last > SILENCE
}

/// Records that imports of the command line were killed: rows that are done stay in, and can be taken back.
///
/// # Errors
/// When the database does not answer.
pub async fn end_abandoned(cx: &Cx) -> Result<()> {
    let running = import_batch::Entity::find()
        .filter(import_batch::Column::Status.eq(ImportStatus::Running))
        .filter(import_batch::Column::StoredPath.is_null());
    for batch in running.all(cx.app.db.read()).await? {
        if is_abandoned(cx, &batch) {
            fail(cx, batch.id, STOPPED).await?;
        }
    }
    Ok(())
}

/// Records that the worker gave an import up, or taking one back: it failed again and again.
///
/// # Errors
/// When the database does not answer.
pub async fn given_up(cx: &Cx, id: ImportBatchId) -> Result<()> {
    fail(cx, id, GIVEN_UP).await.map(|_| ())
}
