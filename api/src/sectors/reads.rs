//! Selects of sectors, always through the policy.

use std::collections::HashMap;

use entities::{ids::SectorId, sector};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    policy::{self, Action},
};

/// The sectors the actor may see, those out of use included.
pub fn visible(cx: &Cx) -> Select<sector::Entity> {
    sector::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The sectors in their order; those out of use only when asked for.
///
/// # Errors
/// Database errors.
pub async fn all(cx: &Cx, include_retired: bool) -> Result<Vec<sector::Model>> {
    let mut select = visible(cx);
    if !include_retired {
        select = select.filter(sector::Column::RetiredAt.is_null());
    }
    Ok(select
        .order_by_asc(sector::Column::Position)
        .order_by_asc(sector::Column::Key)
        .all(cx.app.db.read())
        .await?)
}

/// One sector, out of use or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: SectorId) -> Result<sector::Model> {
    db::found(visible(cx).filter(sector::Column::Id.eq(id)).one(conn).await?)
}

/// These sectors, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    ids: &[SectorId],
) -> Result<HashMap<SectorId, sector::Model>> {
    let select = visible(cx).filter(sector::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
