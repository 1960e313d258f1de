//! Selects of figures about demand, always through the policy: who sees programs sees them.

use std::collections::HashMap;

use entities::{
    demand_figure,
    ids::{DemandFigureId, ProgramId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    policy::{self, Action},
};

/// The figures the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<demand_figure::Entity> {
    demand_figure::Entity::find().filter(policy::visible_shared(&cx.actor, Action::AgencyRead))
}

/// The live figures the actor may see.
pub fn live(cx: &Cx) -> Select<demand_figure::Entity> {
    visible(cx).filter(demand_figure::Column::TrashedAt.is_null())
}

/// One figure, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: DemandFigureId) -> Result<demand_figure::Model> {
    db::found(
        visible(cx)
            .filter(demand_figure::Column::Id.eq(id))
            .one(conn)
            .await?,
    )
}

/// These figures, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(
    cx: &Cx,
    ids: &[DemandFigureId],
) -> Result<HashMap<DemandFigureId, demand_figure::Model>> {
    let select = visible(cx).filter(demand_figure::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The live figures of programs, in the order they were recorded.
///
/// # Errors
/// Database errors.
pub async fn of_programs(cx: &Cx, ids: &[ProgramId]) -> Result<Vec<demand_figure::Model>> {
    use demand_figure::Column as C;
    Ok(live(cx)
        .filter(C::ProgramId.is_in(ids.iter().copied()))
        .order_by_asc(C::Id)
        .all(cx.app.db.read())
        .await?)
}
