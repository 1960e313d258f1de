//! Selects of topics, always through the policy.

use std::collections::HashMap;

use entities::{ids::TopicId, topic};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    policy::{self, Action},
};

/// The topics the actor may see, those out of use included.
pub fn visible(cx: &Cx) -> Select<topic::Entity> {
    topic::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The topics in their order; those out of use only when asked for.
///
/// # Errors
/// Database errors.
pub async fn all(cx: &Cx, include_retired: bool) -> Result<Vec<topic::Model>> {
    let mut select = visible(cx);
    if !include_retired {
        select = select.filter(topic::Column::RetiredAt.is_null());
    }
    Ok(select
        .order_by_asc(topic::Column::Position)
        .order_by_asc(topic::Column::Key)
        .all(cx.app.db.read())
        .await?)
}

/// One topic, out of use or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: TopicId) -> Result<topic::Model> {
    db::found(visible(cx).filter(topic::Column::Id.eq(id)).one(conn).await?)
}

/// These topics, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    ids: &[TopicId],
) -> Result<HashMap<TopicId, topic::Model>> {
    let select = visible(cx).filter(topic::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(conn).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
