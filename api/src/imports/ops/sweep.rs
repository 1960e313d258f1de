//! What is not kept for ever: files that were uploaded, and the rows of files as they were read.
//!
//! A file goes a day after it came when nobody imported it, and [`import_days`](crate::config::Config::import_days) after the
//! last of its imports ended. By then the cells of the rows go too; what a revert needs (what was overwritten, which record a row
//! became) stays until the import is taken back.

use chrono::{DateTime, TimeDelta, Utc};
use entities::{
    ids::ImportBatchId,
    import_batch::{self, Column as B, ImportStatus},
    import_file,
    import_row::{self, Column as R},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Value,
    sea_query::Expr,
};

use super::start::FILES;
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result},
    jobs::Tally,
};

/// How long a file waits for its import.
const UNUSED: TimeDelta = TimeDelta::hours(24);
/// Rows whose cells are forgotten in one transaction.
const MOST_CLEARED: u64 = 5_000;
const ENDED: [ImportStatus; 3] = [ImportStatus::Done, ImportStatus::Failed, ImportStatus::Reverted];

/// Removes what was kept long enough; looks only at imports that ended after `since`.
///
/// # Errors
/// When the database does not answer. A file that cannot be removed is told in the log, and tried again the next time; one import
/// that fails keeps none of the others.
pub async fn sweep(cx: &Cx, since: Option<DateTime<Utc>>) -> Result<()> {
    let now = cx.app.clock.now();
    let cutoff = now - TimeDelta::days(cx.app.config.import_days.into());
    let waiting = import_file::Entity::find()
        .filter(import_file::Column::CreatedAt.lt(now - UNUSED))
        .filter(import_file::Column::StoredPath.not_in_subquery(used(cutoff)));
    let mut tally = Tally::default();
    for file in waiting.all(cx.app.db.read()).await? {
        let removed = db::write(cx, async |tx| remove(tx, cx, &file, cutoff).await).await;
        tally.add(removed.map(|()| 1))?;
    }
    let mut ended = import_batch::Entity::find()
        .select_only()
        .column(B::Id)
        .filter(ended_before(cutoff));
    if let Some(since) = since {
        let days = TimeDelta::days(cx.app.config.import_days.into());
        ended = ended.filter(last_change_after(since - days));
    }
    let ended: Vec<ImportBatchId> = ended.into_tuple().all(cx.app.db.read()).await?;
    for id in ended {
        tally.add(clear(cx, id).await.map(|()| 1))?;
    }
    tally.end().map(|_| ())
}

/// The files of imports that run, or ended so short a time ago that another may begin with them.
fn used(cutoff: DateTime<Utc>) -> sea_orm::sea_query::SelectStatement {
    import_batch::Entity::find()
        .select_only()
        .column(B::StoredPath)
        .filter(B::StoredPath.is_not_null())
        .filter(Condition::not(ended_before(cutoff)))
        .into_query()
}

/// Imports that ended, and were taken back if they were, before a time.
fn ended_before(cutoff: DateTime<Utc>) -> Condition {
    let reverted = Condition::any()
        .add(B::RevertedAt.is_null())
        .add(B::RevertedAt.lt(cutoff));
    Condition::all()
        .add(B::Status.is_in(ENDED))
        .add(B::FinishedAt.is_not_null())
        .add(B::FinishedAt.lt(cutoff))
        .add(reverted)
}

fn last_change_after(time: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(B::FinishedAt.gt(time))
        .add(B::RevertedAt.gt(time))
}

/// Removes one file, unless an import of it began meanwhile. The bytes go first: what is on record can be tried again.
async fn remove(tx: &Tx, cx: &Cx, file: &import_file::Model, cutoff: DateTime<Utc>) -> Result<()> {
    tx.alone(FILES).await?;
    let still = import_file::Entity::find_by_id(file.id)
        .filter(import_file::Column::StoredPath.not_in_subquery(used(cutoff)))
        .one(tx)
        .await?;
    if still.is_none() {
        return Ok(());
    }
    let path = cx.app.config.data_dir.join(&file.stored_path);
    match tokio::fs::remove_file(&path).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            tracing::warn!(%error, "an uploaded file that is not needed any more could not be removed");
            return Ok(());
        }
        _ => {}
    }
    import_batch::Entity::update_many()
        .set(import_batch::ActiveModel {
            stored_path: Set(None),
            ..Default::default()
        })
        .filter(B::StoredPath.eq(&file.stored_path))
        .exec(tx)
        .await?;
    import_file::Entity::delete_by_id(file.id).exec(tx).await?;
    Ok(())
}

/// Forgets the cells of an import's rows, and of one that was taken back also what its rows had overwritten: some thousand rows a
/// transaction, so that nobody waits long for the writer.
async fn clear(cx: &Cx, id: ImportBatchId) -> Result<()> {
    let batch = import_batch::Entity::find_by_id(id).one(cx.app.db.read()).await?;
    let batch = batch.ok_or_else(|| Error::internal("an import is gone"))?;
    while db::write(cx, async |tx| forget(tx, id, R::Raw).await).await? {}
    if batch.status == ImportStatus::Reverted || batch.is_dry_run {
        while db::write(cx, async |tx| forget(tx, id, R::Before).await).await? {}
    }
    Ok(())
}

/// Forgets a column of some rows of an import; whether there may be more.
async fn forget(tx: &Tx, id: ImportBatchId, column: R) -> Result<bool> {
    let some = import_row::Entity::find()
        .select_only()
        .column(R::Id)
        .filter(R::BatchId.eq(id))
        .filter(column.is_not_null())
        .limit(MOST_CLEARED)
        .into_query();
    let forgotten = import_row::Entity::update_many()
        .col_expr(column, Expr::value(Value::Json(None)))
        .filter(R::Id.in_subquery(some))
        .exec(tx)
        .await?;
    Ok(forgotten.rows_affected == MOST_CLEARED)
}
