//! Selects of priorities, always through the policy.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    ids::{PartnershipId, PriorityChampionId, PriorityId},
    membership,
    priority::{self, Column as C},
    priority_champion,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select, sea_query::SelectStatement,
};

use crate::{
    app::Cx,
    db::{self, Tx},
    error::Result,
    memberships,
    policy::{self, Action},
    shared::periods,
};

/// The priorities the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<priority::Entity> {
    priority::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The live priorities the actor may see.
pub fn live(cx: &Cx) -> Select<priority::Entity> {
    visible(cx).filter(C::TrashedAt.is_null())
}

/// The priorities of these partnerships, live or in the trash, in their order.
pub fn of_partnerships(cx: &Cx, ids: &[PartnershipId], trashed: bool) -> Select<priority::Entity> {
    visible(cx)
        .filter(if trashed {
            C::TrashedAt.is_not_null()
        } else {
            C::TrashedAt.is_null()
        })
        .filter(C::PartnershipId.is_in(ids.iter().copied()))
        .order_by_asc(C::Position)
        .order_by_asc(C::Id)
}

/// One priority that nobody else changes, nor its champions and teams, until the transaction ends; in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn locked(cx: &Cx, tx: &Tx, id: PriorityId) -> Result<priority::Model> {
    let select = visible(cx).filter(C::Id.eq(id));
    db::found(select.lock_exclusive().one(tx).await?)
}

/// These priorities, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[PriorityId]) -> Result<HashMap<PriorityId, priority::Model>> {
    let rows = visible(cx)
        .filter(C::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Priorities that were worked on, on a day.
pub fn open_on(day: NaiveDate) -> Condition {
    Condition::all().add(C::AdoptedOn.lte(day)).add(
        Condition::any()
            .add(C::ClosedOn.is_null())
            .add(C::ClosedOn.gt(day)),
    )
}

/// The ids of the live priorities of these partnerships, for other selects.
pub fn ids_of(cx: &Cx, ids: &[PartnershipId]) -> SelectStatement {
    live(cx)
        .filter(C::PartnershipId.is_in(ids.iter().copied()))
        .select_only()
        .column(C::Id)
        .into_query()
}

/// The champions the actor may see.
pub fn visible_champions(cx: &Cx) -> Select<priority_champion::Entity> {
    priority_champion::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The champions on a day: whose membership holds on it too.
pub fn champions_on(cx: &Cx, day: NaiveDate) -> Select<priority_champion::Entity> {
    use priority_champion::Column as H;
    let members = memberships::reads::live(cx)
        .filter(membership::Column::EmployerId.is_not_null())
        .filter(memberships::reads::holding_on(day))
        .select_only()
        .column(membership::Column::Id)
        .into_query();
    visible_champions(cx)
        .filter(periods::holding_on(H::FromOn, H::ToOn, day))
        .filter(H::MembershipId.in_subquery(members))
}

/// One champion.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn champion(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: PriorityChampionId,
) -> Result<priority_champion::Model> {
    let select = visible_champions(cx).filter(priority_champion::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}
