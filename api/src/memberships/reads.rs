//! Selects of memberships, always through the policy.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    employer,
    ids::{ContactId, EmployerId, MembershipId, RepresentativeId},
    membership, partnership, representative,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationDef, Select,
};

use crate::{
    app::Cx,
    db::{self, Tx},
    error::Result,
    paging::{Keys, Sort},
    policy::{self, Action},
    shared::periods,
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

/// One membership that nobody else changes, nor its representatives, until the transaction ends.
///
/// # Errors
/// As [`by_id`].
pub async fn locked(cx: &Cx, tx: &Tx, id: MembershipId) -> Result<membership::Model> {
    let select = visible(cx).filter(membership::Column::Id.eq(id));
    db::found(select.lock_exclusive().one(tx).await?)
}

/// From a membership to its partnership, for joins.
pub fn to_partnership() -> RelationDef {
    membership::Entity::belongs_to(partnership::Entity)
        .from(membership::Column::PartnershipId)
        .to(partnership::Column::Id)
        .into()
}

/// The live memberships in live partnerships that the actor may see; the partnership is joined.
pub fn in_live_partnerships(cx: &Cx) -> Select<membership::Entity> {
    live(cx)
        .join(JoinType::InnerJoin, to_partnership())
        .filter(partnership::Column::TrashedAt.is_null())
}

/// Memberships that hold on a day.
pub fn holding_on(day: NaiveDate) -> Condition {
    periods::holding_on(membership::Column::JoinedOn, membership::Column::LeftOn, day)
}

/// Champions first, then in the order they were added.
pub fn champions_first() -> Keys<membership::Entity> {
    let standing = Sort::ascending(membership::Column::Standing);
    Keys::new(vec![standing], membership::Column::Id)
}

/// In the order they were added, the latest first.
pub fn latest_first() -> Keys<membership::Entity> {
    let added = Sort::descending(membership::Column::CreatedAt);
    Keys::new(vec![added], membership::Column::Id)
}

/// The representatives the actor may see.
pub fn visible_representatives(cx: &Cx) -> Select<representative::Entity> {
    representative::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// One representative.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn representative(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: RepresentativeId,
) -> Result<representative::Model> {
    let select = visible_representatives(cx).filter(representative::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}

/// A live partnership for a live member of which this person speaks on some day from this one on.
///
/// Whoever may see it or not: it is asked by a rule.
///
/// # Errors
/// Database errors.
pub async fn spoken_for_in(
    conn: &impl ConnectionTrait,
    contact: ContactId,
    day: NaiveDate,
) -> Result<Option<partnership::Model>> {
    use representative::Column as R;
    let to_membership: RelationDef = membership::Entity::belongs_to(representative::Entity)
        .from(membership::Column::Id)
        .to(R::MembershipId)
        .into();
    let lasts = |column: R| Condition::any().add(column.is_null()).add(column.gte(day));
    let spoken_for = membership::Entity::find()
        .join(JoinType::InnerJoin, to_membership)
        .filter(membership::Column::TrashedAt.is_null())
        .filter(R::ContactId.eq(contact))
        .filter(lasts(R::ToOn))
        .select_only()
        .column(membership::Column::PartnershipId)
        .into_query();
    Ok(partnership::Entity::find()
        .filter(partnership::Column::TrashedAt.is_null())
        .filter(partnership::Column::Id.in_subquery(spoken_for))
        .order_by_asc(partnership::Column::NameSearch)
        .one(conn)
        .await?)
}

/// A live partnership of which this employer is a live member on some day from this one on.
///
/// Whoever may see it or not: it is asked by a rule.
///
/// # Errors
/// Database errors.
pub async fn joined_by_in(
    conn: &impl ConnectionTrait,
    employer: EmployerId,
    day: NaiveDate,
) -> Result<Option<partnership::Model>> {
    use membership::Column as M;
    let joined = membership::Entity::find()
        .filter(M::TrashedAt.is_null())
        .filter(M::EmployerId.eq(employer))
        .filter(Condition::any().add(M::LeftOn.is_null()).add(M::LeftOn.gte(day)))
        .select_only()
        .column(M::PartnershipId)
        .into_query();
    Ok(partnership::Entity::find()
        .filter(partnership::Column::TrashedAt.is_null())
        .filter(partnership::Column::Id.in_subquery(joined))
        .order_by_asc(partnership::Column::NameSearch)
        .one(conn)
        .await?)
}

/// Employers with a live membership that fits, in a live partnership that fits.
pub fn employers_with(memberships: Condition, partnerships: Condition) -> Condition {
    let rows = membership::Entity::find()
        .join(JoinType::InnerJoin, to_partnership())
        .filter(membership::Column::TrashedAt.is_null())
        .filter(membership::Column::EmployerId.is_not_null())
        .filter(partnership::Column::TrashedAt.is_null())
        .filter(memberships)
        .filter(partnerships)
        .select_only()
        .column(membership::Column::EmployerId)
        .into_query();
    Condition::all().add(employer::Column::Id.in_subquery(rows))
}
