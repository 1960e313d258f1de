//! Selects of statements, always through the policy.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    charter_statement::{self, Column as C},
    ids::StatementId,
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    policy::{self, Action},
};

/// The statements the actor may see.
pub fn visible(cx: &Cx) -> Select<charter_statement::Entity> {
    charter_statement::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// One statement.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: StatementId,
) -> Result<charter_statement::Model> {
    db::found(visible(cx).filter(C::Id.eq(id)).one(conn).await?)
}

/// These statements, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[StatementId]) -> Result<HashMap<StatementId, charter_statement::Model>> {
    let rows = visible(cx)
        .filter(C::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Statements that hold on a day.
pub fn holding_on(day: NaiveDate) -> Condition {
    Condition::all().add(C::AdoptedOn.lte(day)).add(
        Condition::any()
            .add(C::RetiredOn.is_null())
            .add(C::RetiredOn.gt(day)),
    )
}

/// The latest statement first.
pub fn latest_first(select: Select<charter_statement::Entity>) -> Select<charter_statement::Entity> {
    select.order_by_desc(C::AdoptedOn).order_by_desc(C::Id)
}
