//! Inserting rows, one or by the hundred.

use std::collections::HashMap;

use entities::ids::TypedId as _;
use sea_orm::{ActiveModelTrait, Iterable, ModelTrait, Value};
use uuid::Uuid;

use super::{Record, change, is_null, is_shown, note};
use crate::{
    app::Cx,
    db::{MOST_INSERTED, Tx},
    error::{Error, Result},
};

/// Inserts a row with a new id, its times and version 1, and audits it as `CREATED`.
///
/// # Errors
/// When the database refuses the row.
pub async fn insert<R: Record>(tx: &Tx, cx: &Cx, mut row: R::ActiveModel) -> Result<R::Model> {
    prepare::<R>(cx, &mut row);
    let stored = R::insert(row).exec_with_returning(tx).await?;
    created::<R>(tx, cx, &stored).await?;
    Ok(stored)
}

/// A new row's id, unless it has one, times and version.
fn prepare<R: Record>(cx: &Cx, row: &mut R::ActiveModel) {
    let now = cx.app.clock.now();
    let [id, created_at, updated_at, version] = R::housekeeping();
    if row.get(id).is_not_set() {
        row.set(id, cx.app.ids.next::<R::Id>().into());
    }
    row.set(created_at, now.into());
    row.set(updated_at, now.into());
    row.set(version, 1.into());
}

/// Audits a new row.
async fn created<R: Record>(tx: &Tx, cx: &Cx, stored: &R::Model) -> Result<()> {
    let changes = R::Column::iter()
        .map(|column| (column, stored.get(column)))
        .filter(|(column, value)| is_shown::<R>(*column) && !is_null(value))
        .map(|(column, value)| change::<R>(column, None, Some(&value)))
        .collect();
    note::<R>(tx, cx, "CREATED", stored, changes).await
}

/// [`insert`] for many rows, some hundred a statement; in their order.
///
/// # Errors
/// When the database refuses a row, and then none is inserted.
pub async fn insert_many<R: Record>(
    tx: &Tx,
    cx: &Cx,
    mut rows: Vec<R::ActiveModel>,
) -> Result<Vec<R::Model>> {
    let [id, ..] = R::housekeeping();
    for row in &mut rows {
        prepare::<R>(cx, row);
    }
    let ids: Vec<Option<Value>> = rows.iter().map(|row| row.get(id).into_value()).collect();
    let mut stored = Vec::with_capacity(rows.len());
    for part in rows.chunks(MOST_INSERTED) {
        let part = R::insert_many(part.iter().cloned());
        stored.extend(part.exec_with_returning(tx).await?);
    }
    // In which order a database returns them is not promised.
    let mut stored: HashMap<Uuid, R::Model> =
        stored.into_iter().map(|row| (R::id(&row).uuid(), row)).collect();
    let mut inserted = Vec::with_capacity(stored.len());
    for id in ids {
        let Some(Value::Uuid(Some(id))) = id else {
            return Err(Error::internal("a row without an id"));
        };
        let row = stored
            .remove(&id)
            .ok_or_else(|| Error::internal("a row was not returned"))?;
        created::<R>(tx, cx, &row).await?;
        inserted.push(row);
    }
    Ok(inserted)
}

/// Inserts the rows that their rules accepted; for each the row, or why it was refused.
///
/// # Errors
/// As [`insert_many`].
pub async fn insert_accepted<R: Record>(
    tx: &Tx,
    cx: &Cx,
    rows: Vec<Result<R::ActiveModel>>,
) -> Result<Vec<Result<R::Model>>> {
    let (mut accepted, mut refused) = (Vec::new(), Vec::new());
    for row in rows {
        match row {
            Ok(row) => {
                accepted.push(row);
                refused.push(None);
            }
            Err(error) => refused.push(Some(error)),
        }
    }
    let mut inserted = insert_many::<R>(tx, cx, accepted).await?.into_iter();
    let outcome = |refused: Option<Error>| match refused {
        Some(error) => Some(Err(error)),
        None => inserted.next().map(Ok),
    };
    Ok(refused.into_iter().filter_map(outcome).collect())
}
