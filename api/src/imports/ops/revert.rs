//! Taking an import back: what it made is deleted, what it changed is put back, byte for byte.
//!
//! The last rows go first, so that nothing is deleted that a later row refers to. A record that somebody changed since, or
//! that other records refer to, stays as it is and is named in the row report with the reason.

use std::collections::{BTreeMap, HashMap};

use entities::{
    external_reference,
    ids::{ImportBatchId, ImportRowId},
    import_batch::{self, ImportStatus},
    import_row::{self, ImportOutcome},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait as _, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{alive::is_abandoned, known::uuid, start};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result},
    imports::{
        images,
        kinds::{Kind, Row, of_target},
        reads,
        targets::Target,
    },
    jobs::{self, JobKind},
    record::{self, Record as Table},
};

/// Rows a transaction.
const CHUNK: u64 = 500;
const CHANGED: &str = "It was changed since the import, and is left as it is.";
const REFERRED: &str = "Other records refer to it, and it is left as it is.";
const FORBIDDEN: &str = "Whoever takes the import back may not change it, and it is left as it is.";

/// Queues the revert of an import.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` for a dry run, one that still runs, or one that was reverted.
pub async fn queue_revert(cx: &Cx, id: ImportBatchId) -> Result<import_batch::Model> {
    db::write(cx, async |tx| {
        begin(tx, cx, id).await?;
        jobs::enqueue(tx, cx, JobKind::ImportRevert, json!({ "batch": id.to_string() })).await?;
        reads::by_id(cx, tx, id).await
    })
    .await
}

/// Takes an import back; goes on with a revert that was interrupted.
///
/// # Errors
/// As [`queue_revert`]; when the database does not answer.
pub async fn revert(cx: &Cx, id: ImportBatchId) -> Result<import_batch::Model> {
    let batch = reads::by_id(cx, cx.app.db.read(), id).await?;
    start::may(cx, batch.agency_id)?;
    if batch.status != ImportStatus::Reverting {
        db::write(cx, async |tx| begin(tx, cx, id).await).await?;
    }
    let mut before = None;
    while let Some(last) = db::write(cx, async |tx| chunk(tx, cx, id, before).await).await? {
        before = Some(last);
    }
    db::write(cx, async |tx| finish(tx, cx, id).await).await
}

async fn begin(tx: &Tx, cx: &Cx, id: ImportBatchId) -> Result<()> {
    let batch = reads::by_id(cx, tx, id).await?;
    start::may(cx, batch.agency_id)?;
    let refuse = |message: &str| Err(Error::state("id", message));
    match batch.status {
        _ if batch.is_dry_run => return refuse("A dry run changed nothing."),
        ImportStatus::Done | ImportStatus::Failed => {}
        ImportStatus::Running if is_abandoned(cx, &batch) => {}
        ImportStatus::Queued | ImportStatus::Running => return refuse("This import still runs."),
        ImportStatus::Reverting | ImportStatus::Reverted => {
            return refuse("This import was taken back already.");
        }
    }
    let row = import_batch::ActiveModel {
        status: Set(ImportStatus::Reverting),
        ..Default::default()
    };
    start::update(tx, id, row).await
}

/// Takes the last rows back that come before a row; the first of them, none when there are no more.
async fn chunk(
    tx: &Tx,
    cx: &Cx,
    id: ImportBatchId,
    before: Option<ImportRowId>,
) -> Result<Option<ImportRowId>> {
    let mut select = import_row::Entity::find()
        .filter(import_row::Column::BatchId.eq(id))
        .filter(import_row::Column::Outcome.is_in([ImportOutcome::Created, ImportOutcome::Updated]))
        .order_by_desc(import_row::Column::Id)
        .limit(CHUNK);
    if let Some(before) = before {
        select = select.filter(import_row::Column::Id.lt(before));
    }
    let rows = select.all(tx).await?;
    let Some(first) = rows.last().map(|row| row.id) else {
        return Ok(None);
    };
    let mut kept: HashMap<ImportRowId, &'static str> = HashMap::new();
    for row in rows.iter().filter(|row| row.outcome == ImportOutcome::Updated) {
        let target = Target::by_name(&row.target).ok_or_else(|| Error::internal("an unknown target"))?;
        if let Some(reason) = of_target!(target, put_back(tx, cx, row))? {
            kept.insert(row.id, reason);
        }
    }
    let created: Vec<&import_row::Model> = rows
        .iter()
        .filter(|row| row.outcome == ImportOutcome::Created)
        .collect();
    for target in Target::ALL.into_iter().rev() {
        let of_target: Vec<&import_row::Model> = created
            .iter()
            .copied()
            .filter(|row| row.target == target.name())
            .collect();
        if !of_target.is_empty() {
            kept.extend(of_target!(target, delete(tx, cx, &of_target))?);
        }
    }
    settle_rows(tx, &rows, &kept).await?;
    Ok(Some(first))
}

/// Puts a changed record back; why not, when it stays.
async fn put_back<K: Kind>(tx: &Tx, cx: &Cx, row: &import_row::Model) -> Result<Option<&'static str>> {
    let [id_column, _, _, version] = K::Table::housekeeping();
    let (Some(id), Some(before), Some(after)) = (row.subject_id, &row.before, row.after_version) else {
        return Ok(Some(CHANGED));
    };
    let select = K::Table::find()
        .filter(id_column.eq(id))
        .filter(version.eq(after));
    let Some(changed) = select.one(tx).await? else {
        return Ok(Some(CHANGED));
    };
    if cx.actor.may(K::CHANGES, K::owner(&changed)).is_err() {
        return Ok(Some(FORBIDDEN));
    }
    let mut columns = images::row::<K::Table>(&before["row"])?;
    columns.not_set(id_column);
    match K::check_put_back(tx, &changed, &columns).await {
        Ok(()) => {}
        Err(Error::User(_)) => return Ok(Some(REFERRED)),
        Err(error) => return Err(error),
    }
    let stored = K::Table::update_many()
        .set(columns)
        .filter(id_column.eq(id))
        .filter(version.eq(after))
        .exec_with_returning(tx)
        .await?;
    let Some(stored) = stored.into_iter().next() else {
        return Ok(Some(CHANGED));
    };
    if let Some(parts) = before["parts"].as_array() {
        put_parts_back::<K>(tx, id, parts).await?;
    }
    let added: Vec<Uuid> = serde_json::from_value(before["references"].clone()).unwrap_or_default();
    if !added.is_empty() {
        let ids = external_reference::Column::Id.is_in(added);
        external_reference::Entity::delete_many()
            .filter(ids)
            .exec(tx)
            .await?;
    }
    audit_one::<K>(tx, cx, &stored).await?;
    K::settle(tx, &[stored]).await?;
    Ok(None)
}

/// Writes the parts only when they differ.
async fn put_parts_back<K: Kind>(tx: &Tx, id: Uuid, parts: &[Json]) -> Result<()> {
    let stored = K::parts(tx, &[id]).await?.remove(&id).unwrap_or_default();
    if stored.as_slice() == parts {
        return Ok(());
    }
    K::restore_parts(tx, id, parts).await
}

/// Deletes records that were made; those that stay, with the reason.
async fn delete<K: Kind>(
    tx: &Tx,
    cx: &Cx,
    rows: &[&import_row::Model],
) -> Result<HashMap<ImportRowId, &'static str>> {
    let [id_column, ..] = K::Table::housekeeping();
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.subject_id).collect();
    let stored = K::Table::find().filter(id_column.is_in(ids)).all(tx).await?;
    let mut stored: HashMap<Uuid, Row<K>> = stored.into_iter().map(|row| (uuid::<K>(&row), row)).collect();
    let mut kept = HashMap::new();
    let mut gone = BTreeMap::new();
    for row in rows {
        let Some(record) = row.subject_id.and_then(|id| stored.remove(&id)) else {
            continue;
        };
        if cx.actor.may(K::MAKES, K::owner(&record)).is_err() {
            kept.insert(row.id, FORBIDDEN);
        } else if row.after_version == Some(K::Table::version(&record)) {
            gone.insert(uuid::<K>(&record), (row.id, record));
        } else {
            kept.insert(row.id, CHANGED);
        }
    }
    let all: Vec<Uuid> = gone.keys().copied().collect();
    if !delete_all::<K>(tx, &all).await? {
        for id in all {
            if !delete_all::<K>(tx, &[id]).await?
                && let Some((row, _)) = gone.remove(&id)
            {
                kept.insert(row, REFERRED);
            }
        }
    }
    let records: Vec<Row<K>> = gone.into_values().map(|(_, record)| record).collect();
    K::settle(tx, &records).await?;
    for record in &records {
        audit_one::<K>(tx, cx, record).await?;
    }
    Ok(kept)
}

/// Deletes records and their references; false when something refers to one of them, and then nothing is deleted.
async fn delete_all<K: Kind>(tx: &Tx, ids: &[Uuid]) -> Result<bool> {
    let [id_column, ..] = K::Table::housekeeping();
    let deleted = tx
        .savepoint(async |tx| {
            external_reference::Entity::delete_many()
                .filter(external_reference::Column::SubjectType.eq(K::Table::SUBJECT))
                .filter(external_reference::Column::SubjectId.is_in(ids.iter().copied()))
                .exec(tx)
                .await?;
            K::forget(tx, ids).await?;
            K::Table::delete_many()
                .filter(id_column.is_in(ids.iter().copied()))
                .exec(tx)
                .await?;
            Ok(())
        })
        .await;
    match deleted {
        Ok(()) => Ok(true),
        Err(error) if error.is_referenced() => Ok(false),
        Err(error) => Err(error),
    }
}

async fn audit_one<K: Kind>(tx: &Tx, cx: &Cx, row: &Row<K>) -> Result<()> {
    record::note::<K::Table>(tx, cx, "REVERTED", row, Vec::new()).await
}

/// Marks what was taken back, and says why the rest was not.
async fn settle_rows(
    tx: &Tx,
    rows: &[import_row::Model],
    kept: &HashMap<ImportRowId, &'static str>,
) -> Result<()> {
    let gone = rows.iter().map(|row| row.id).filter(|id| !kept.contains_key(id));
    let reverted = import_row::ActiveModel {
        outcome: Set(ImportOutcome::Reverted),
        ..Default::default()
    };
    set(tx, gone.collect(), reverted).await?;
    for reason in [CHANGED, REFERRED, FORBIDDEN] {
        let ids = kept.iter().filter(|(_, why)| **why == reason).map(|(id, _)| *id);
        let stays = import_row::ActiveModel {
            reason: Set(Some(reason.to_owned())),
            ..Default::default()
        };
        set(tx, ids.collect(), stays).await?;
    }
    Ok(())
}

async fn set(tx: &Tx, ids: Vec<ImportRowId>, row: import_row::ActiveModel) -> Result<()> {
    if !ids.is_empty() {
        import_row::Entity::update_many()
            .set(row)
            .filter(import_row::Column::Id.is_in(ids))
            .exec(tx)
            .await?;
    }
    Ok(())
}

async fn finish(tx: &Tx, cx: &Cx, id: ImportBatchId) -> Result<import_batch::Model> {
    let left = import_row::Entity::find()
        .filter(import_row::Column::BatchId.eq(id))
        .filter(import_row::Column::Outcome.is_in([ImportOutcome::Created, ImportOutcome::Updated]))
        .count(tx)
        .await?;
    let message = match left {
        1 => "1 record was left as it is; the row report says why.".to_owned(),
        left => format!("{left} records were left as they are; the row report says why."),
    };
    let row = import_batch::ActiveModel {
        status: Set(ImportStatus::Reverted),
        message: Set((left > 0).then_some(message)),
        reverted_at: Set(Some(cx.app.clock.now())),
        ..Default::default()
    };
    start::update(tx, id, row).await?;
    start::note(tx, cx, "REVERTED", id).await?;
    reads::by_id(cx, tx, id).await
}
