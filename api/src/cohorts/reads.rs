//! Selects of cohorts, always through the policy: who sees programs sees their cohorts.

use std::collections::HashMap;

use entities::{cohort, ids::CohortId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{Keys, Sort},
    policy::{self, Action},
};

/// The cohorts the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<cohort::Entity> {
    cohort::Entity::find().filter(policy::visible_shared(&cx.actor, Action::AgencyRead))
}

/// The live cohorts the actor may see.
pub fn live(cx: &Cx) -> Select<cohort::Entity> {
    visible(cx).filter(cohort::Column::TrashedAt.is_null())
}

/// One cohort, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: CohortId) -> Result<cohort::Model> {
    db::found(visible(cx).filter(cohort::Column::Id.eq(id)).one(conn).await?)
}

/// These cohorts, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[CohortId]) -> Result<HashMap<CohortId, cohort::Model>> {
    let select = visible(cx).filter(cohort::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The order of cohorts: the latest first.
pub fn keys() -> Keys<cohort::Entity> {
    Keys::new(
        vec![Sort::descending(cohort::Column::StartsOn)],
        cohort::Column::Id,
    )
}
