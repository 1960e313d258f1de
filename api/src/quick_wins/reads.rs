//! Selects of quick wins, always through the policy.

use std::collections::HashMap;

use entities::{
    ids::QuickWinId,
    quick_win::{self, Column as C},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{Keys, Sort},
    policy::{self, Action},
};

/// The quick wins the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<quick_win::Entity> {
    quick_win::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The live quick wins the actor may see.
pub fn live(cx: &Cx) -> Select<quick_win::Entity> {
    visible(cx).filter(C::TrashedAt.is_null())
}

/// One quick win, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: QuickWinId) -> Result<quick_win::Model> {
    db::found(visible(cx).filter(C::Id.eq(id)).one(conn).await?)
}

/// These quick wins, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[QuickWinId]) -> Result<HashMap<QuickWinId, quick_win::Model>> {
    let rows = visible(cx)
        .filter(C::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The latest first.
pub fn latest_first() -> Keys<quick_win::Entity> {
    Keys::new(vec![Sort::descending(C::AchievedOn)], C::Id)
}
