//! Selects of partnerships, always through the policy.

use std::collections::HashMap;

use entities::{
    ids::{AgencyId, ConvenerId, EmployerId, PartnershipId, SectorId},
    membership, partnership, partnership_convener, partnership_naics, partnership_sector, sector,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationDef, Select,
};

use crate::{
    app::Cx,
    codes::naics,
    db::{self, Tx},
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
    text,
};

/// Candidates named when a new partnership looks like known ones.
const MOST_CANDIDATES: u64 = 5;

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

/// The partnerships the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<partnership::Entity> {
    let column = partnership::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One partnership that nobody else changes, nor its conveners and members, until the transaction ends.
///
/// # Errors
/// As [`by_id`].
pub async fn locked(cx: &Cx, tx: &Tx, id: PartnershipId) -> Result<partnership::Model> {
    let select = visible(cx).filter(partnership::Column::Id.eq(id));
    db::found(select.lock_exclusive().one(tx).await?)
}

/// Live partnerships with this name, compared folded; a few.
///
/// # Errors
/// Database errors.
pub async fn same_name(cx: &Cx, conn: &impl ConnectionTrait, name: &str) -> Result<Vec<partnership::Model>> {
    let same = live(cx).filter(partnership::Column::NameSearch.eq(text::fold(name)));
    Ok(same
        .order_by_asc(partnership::Column::Id)
        .limit(MOST_CANDIDATES)
        .all(conn)
        .await?)
}

/// An order of partnerships; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<partnership::Column>>) -> Keys<partnership::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::ascending(partnership::Column::NameSearch));
    }
    Keys::new(sorts, partnership::Column::Id)
}

/// A page of partnerships and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<partnership::Entity>,
    sorts: Vec<Sort<partnership::Column>>,
    args: &PageArgs,
) -> Result<(Slice<partnership::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}

/// The conveners the actor may see.
pub fn visible_conveners(cx: &Cx) -> Select<partnership_convener::Entity> {
    partnership_convener::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// From a convener to its partnership, for joins.
pub fn convener_to_partnership() -> RelationDef {
    partnership_convener::Entity::belongs_to(partnership::Entity)
        .from(partnership_convener::Column::PartnershipId)
        .to(partnership::Column::Id)
        .into()
}

/// One convener.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn convener(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: ConvenerId,
) -> Result<partnership_convener::Model> {
    let select = visible_conveners(cx).filter(partnership_convener::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}

/// The sectors of these partnerships, each with its partnership, in the order of the list.
///
/// # Errors
/// Database errors.
pub async fn sectors_of(
    cx: &Cx,
    ids: &[PartnershipId],
) -> Result<Vec<(partnership_sector::Model, Option<sector::Model>)>> {
    let to_sector: RelationDef = partnership_sector::Entity::belongs_to(sector::Entity)
        .from(partnership_sector::Column::SectorId)
        .to(sector::Column::Id)
        .into();
    Ok(partnership_sector::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
        .filter(partnership_sector::Column::PartnershipId.is_in(ids.iter().copied()))
        .join(JoinType::InnerJoin, to_sector)
        .select_also(sector::Entity)
        .order_by_asc(sector::Column::Position)
        .order_by_asc(sector::Column::Key)
        .all(cx.app.db.read())
        .await?)
}

/// The NAICS prefixes of these partnerships, in order.
///
/// # Errors
/// Database errors.
pub async fn naics_of(cx: &Cx, ids: &[PartnershipId]) -> Result<Vec<partnership_naics::Model>> {
    Ok(partnership_naics::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
        .filter(partnership_naics::Column::PartnershipId.is_in(ids.iter().copied()))
        .order_by_asc(partnership_naics::Column::Prefix)
        .all(cx.app.db.read())
        .await?)
}

/// Partnerships that cover this sector.
pub fn covering_sector(id: SectorId) -> Condition {
    let rows = partnership_sector::Entity::find()
        .select_only()
        .column(partnership_sector::Column::PartnershipId)
        .filter(partnership_sector::Column::SectorId.eq(id))
        .into_query();
    Condition::all().add(partnership::Column::Id.in_subquery(rows))
}

/// Partnerships that cover this NAICS code, or a part of it.
pub fn covering_naics(code: &str) -> Condition {
    use partnership_naics::Column::{PartnershipId, Prefix};
    let below = naics::prefixes(code)
        .iter()
        .filter(|prefix| naics::shape(prefix).is_some())
        .fold(Condition::any(), |any, prefix| {
            any.add(Prefix.starts_with(prefix.as_str()))
        });
    let rows = partnership_naics::Entity::find()
        .select_only()
        .column(PartnershipId)
        .filter(below.add(Prefix.is_in(naics::above(code))))
        .into_query();
    Condition::all().add(partnership::Column::Id.in_subquery(rows))
}

/// Partnerships that this agency convenes, without a known end.
pub fn convened_by(id: AgencyId) -> Condition {
    let rows = partnership_convener::Entity::find()
        .select_only()
        .column(partnership_convener::Column::PartnershipId)
        .filter(partnership_convener::Column::AgencyId.eq(id))
        .filter(partnership_convener::Column::ToOn.is_null())
        .into_query();
    Condition::all().add(partnership::Column::Id.in_subquery(rows))
}

/// Partnerships of which this employer is a member, without a known end.
pub fn with_member(id: EmployerId) -> Condition {
    let rows = membership::Entity::find()
        .select_only()
        .column(membership::Column::PartnershipId)
        .filter(membership::Column::EmployerId.eq(id))
        .filter(membership::Column::LeftOn.is_null())
        .filter(membership::Column::TrashedAt.is_null())
        .into_query();
    Condition::all().add(partnership::Column::Id.in_subquery(rows))
}
