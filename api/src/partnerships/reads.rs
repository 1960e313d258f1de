//! Selects of partnerships, always through the policy.

use std::collections::HashMap;

use entities::{ids::PartnershipId, partnership};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    policy::{self, Action},
};

/// The partnerships the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<partnership::Entity> {
    partnership::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The live partnerships the actor may see.
pub fn live(cx: &Cx) -> Select<partnership::Entity> {
    visible(cx).filter(partnership::Column::TrashedAt.is_null())
}

/// One partnership, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: PartnershipId) -> Result<partnership::Model> {
    db::found(
        visible(cx)
            .filter(partnership::Column::Id.eq(id))
            .one(conn)
            .await?,
    )
}

/// These partnerships, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[PartnershipId]) -> Result<HashMap<PartnershipId, partnership::Model>> {
    let ids = ids.iter().copied();
    let rows = visible(cx)
        .filter(partnership::Column::Id.is_in(ids))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
