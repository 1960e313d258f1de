//! Rows that are a part of others and are replaced with them: tags, e-mail addresses, participants.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter, QueryOrder, Value};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::{db::Tx, error::Result, imports::images};

/// The parts of many records, each in a fixed order.
pub(super) async fn of<E: EntityTrait>(
    tx: &Tx,
    owner: E::Column,
    order: E::Column,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<Json>>> {
    let rows = E::find()
        .filter(owner.is_in(ids.iter().copied()))
        .order_by_asc(order)
        .all(tx)
        .await?;
    let mut parts: HashMap<Uuid, Vec<Json>> = HashMap::new();
    for row in rows {
        if let Value::Uuid(Some(id)) = row.get(owner) {
            parts.entry(id).or_default().push(images::of::<E>(&row));
        }
    }
    Ok(parts)
}

/// Makes these images the parts of a record.
pub(super) async fn restore<E: EntityTrait>(tx: &Tx, owner: E::Column, id: Uuid, parts: &[Json]) -> Result<()>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: Send,
{
    E::delete_many().filter(owner.eq(id)).exec(tx).await?;
    let rows = parts.iter().map(images::row::<E>).collect::<Result<Vec<_>>>()?;
    E::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// A text of an image.
pub(super) fn text<'a>(part: &'a Json, column: &str) -> &'a str {
    part.get(column).and_then(Json::as_str).unwrap_or_default()
}
