//! Selects of responsibilities, always through the policy.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    ids::{AssignmentId, PartnershipId, ResponsibilityId},
    responsibility::{self, Column as C},
    responsibility_assignment,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use crate::{
    app::Cx,
    db::{self, Tx},
    error::Result,
    policy::{self, Action},
    shared::periods,
};

/// The responsibilities the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<responsibility::Entity> {
    responsibility::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The live responsibilities the actor may see.
pub fn live(cx: &Cx) -> Select<responsibility::Entity> {
    visible(cx).filter(C::TrashedAt.is_null())
}

/// The responsibilities of these partnerships, live or in the trash, in their order.
///
/// # Errors
/// Database errors.
pub async fn of_partnerships(
    cx: &Cx,
    ids: &[PartnershipId],
    trashed: bool,
) -> Result<Vec<responsibility::Model>> {
    Ok(in_order(visible(cx))
        .filter(if trashed {
            C::TrashedAt.is_not_null()
        } else {
            C::TrashedAt.is_null()
        })
        .filter(C::PartnershipId.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?)
}

/// The live responsibilities of these partnerships on a day, in their order.
pub fn standing_on(cx: &Cx, ids: &[PartnershipId], day: NaiveDate) -> Select<responsibility::Entity> {
    live(cx)
        .filter(C::PartnershipId.is_in(ids.iter().copied()))
        .filter(
            Condition::any()
                .add(C::RetiredOn.is_null())
                .add(C::RetiredOn.gt(day)),
        )
}

/// In the order of the matrix.
pub fn in_order(select: Select<responsibility::Entity>) -> Select<responsibility::Entity> {
    select.order_by_asc(C::Position).order_by_asc(C::Id)
}

/// One responsibility, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: ResponsibilityId,
) -> Result<responsibility::Model> {
    db::found(visible(cx).filter(C::Id.eq(id)).one(conn).await?)
}

/// One responsibility in which nobody else assigns parts until the transaction ends.
///
/// # Errors
/// As [`by_id`].
pub async fn locked(cx: &Cx, tx: &Tx, id: ResponsibilityId) -> Result<responsibility::Model> {
    let select = visible(cx).filter(C::Id.eq(id));
    db::found(select.lock_exclusive().one(tx).await?)
}

/// These responsibilities, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(
    cx: &Cx,
    ids: &[ResponsibilityId],
) -> Result<HashMap<ResponsibilityId, responsibility::Model>> {
    let rows = visible(cx)
        .filter(C::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The assignments the actor may see.
pub fn visible_assignments(cx: &Cx) -> Select<responsibility_assignment::Entity> {
    responsibility_assignment::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// One assignment.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn assignment(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: AssignmentId,
) -> Result<responsibility_assignment::Model> {
    let select = visible_assignments(cx).filter(responsibility_assignment::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}

/// The assignments in the responsibilities of these partnerships that hold on a day, in the order they were made.
///
/// # Errors
/// Database errors.
pub async fn assignments_on(
    cx: &Cx,
    ids: &[PartnershipId],
    day: NaiveDate,
) -> Result<Vec<responsibility_assignment::Model>> {
    use responsibility_assignment::Column as A;
    let of = standing_on(cx, ids, day).select_only().column(C::Id).into_query();
    Ok(visible_assignments(cx)
        .filter(A::ResponsibilityId.in_subquery(of))
        .filter(periods::holding_on(A::FromOn, A::ToOn, day))
        .order_by_asc(A::Id)
        .all(cx.app.db.read())
        .await?)
}
