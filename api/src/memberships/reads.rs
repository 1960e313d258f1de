//! Selects of memberships, always through the policy.

use std::collections::HashMap;

use entities::{ids::MembershipId, membership};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    policy::{self, Action},
};

/// The memberships the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<membership::Entity> {
    membership::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The live memberships the actor may see.
pub fn live(cx: &Cx) -> Select<membership::Entity> {
    visible(cx).filter(membership::Column::TrashedAt.is_null())
}

/// One membership, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: MembershipId) -> Result<membership::Model> {
    db::found(
        visible(cx)
            .filter(membership::Column::Id.eq(id))
            .one(conn)
            .await?,
    )
}

/// These memberships, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[MembershipId]) -> Result<HashMap<MembershipId, membership::Model>> {
    let ids = ids.iter().copied();
    let rows = visible(cx)
        .filter(membership::Column::Id.is_in(ids))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
