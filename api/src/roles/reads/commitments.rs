//! Selects of commitments, each with its membership, partnership and role type: one joined statement.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    employer,
    ids::{CommitmentId, EmployerId, MembershipId, PartnershipId, RoleTypeId},
    membership, partnership,
    role_commitment::{self, CommitmentState},
    role_type,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DerivePartialModel, EntityTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationDef, Select, sea_query::SelectStatement,
};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{Keys, Sort},
    policy::{self, Action},
    shared::periods,
};

/// The states of a commitment that has not ended.
pub const OPEN: [CommitmentState; 3] = [
    CommitmentState::Proposed,
    CommitmentState::Committed,
    CommitmentState::Active,
];

/// A commitment and what it joins.
#[derive(Clone, Debug, DerivePartialModel)]
pub struct CommitmentRow {
    /// The commitment.
    #[sea_orm(nested)]
    pub commitment: role_commitment::Model,
    /// The member.
    #[sea_orm(nested)]
    pub membership: membership::Model,
    /// The partnership.
    #[sea_orm(nested)]
    pub partnership: partnership::Model,
    /// The role.
    #[sea_orm(nested)]
    pub role_type: role_type::Model,
}

/// The commitments the actor may see, the trash included, joined with what they join.
pub fn visible_commitments(cx: &Cx) -> Select<role_commitment::Entity> {
    joined().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// Those of them that are live, of live members of live partnerships.
pub fn commitments_of_live_members(cx: &Cx) -> Select<role_commitment::Entity> {
    visible_commitments(cx).filter(is_live())
}

/// In the order they were added, the latest first.
pub fn latest_commitments_first() -> Keys<role_commitment::Entity> {
    let added = Sort::descending(role_commitment::Column::CreatedAt);
    Keys::new(vec![added], role_commitment::Column::Id)
}

/// The live ones by partnership and role.
fn live_commitments(cx: &Cx) -> Select<role_commitment::Entity> {
    commitments_of_live_members(cx)
        .order_by_asc(partnership::Column::NameSearch)
        .order_by_asc(role_type::Column::Position)
        .order_by_asc(role_commitment::Column::Id)
}

/// One commitment, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn commitment_by_id(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: CommitmentId,
) -> Result<CommitmentRow> {
    let select = visible_commitments(cx).filter(role_commitment::Column::Id.eq(id));
    db::found(select.into_partial_model().one(conn).await?)
}

/// These commitments, by id.
///
/// # Errors
/// Database errors.
pub async fn commitments_by_ids(
    cx: &Cx,
    ids: &[CommitmentId],
) -> Result<HashMap<CommitmentId, CommitmentRow>> {
    let select = visible_commitments(cx).filter(role_commitment::Column::Id.is_in(ids.iter().copied()));
    let rows: Vec<CommitmentRow> = select.into_partial_model().all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.commitment.id, row)).collect())
}

/// The live commitments of these employers; with a day those in force on it, by their dates and the membership's.
///
/// # Errors
/// Database errors.
pub async fn of_employers(
    cx: &Cx,
    employers: &[EmployerId],
    active_on: Option<NaiveDate>,
) -> Result<Vec<CommitmentRow>> {
    let of = membership::Column::EmployerId.is_in(employers.iter().copied());
    let select = live_commitments(cx)
        .filter(of)
        .filter(in_force(active_on))
        .filter(member_on(active_on));
    Ok(select.into_partial_model().all(cx.app.db.read()).await?)
}

/// The live commitments of these memberships.
///
/// # Errors
/// Database errors.
pub async fn of_memberships(cx: &Cx, memberships: &[MembershipId]) -> Result<Vec<CommitmentRow>> {
    let of = role_commitment::Column::MembershipId.is_in(memberships.iter().copied());
    let select = visible_commitments(cx)
        .filter(of)
        .filter(role_commitment::Column::TrashedAt.is_null())
        .order_by_asc(role_type::Column::Position)
        .order_by_asc(role_commitment::Column::Id);
    Ok(select.into_partial_model().all(cx.app.db.read()).await?)
}

/// The open commitment of a membership to a role, other than `except`.
///
/// # Errors
/// Database errors.
pub async fn open_commitment(
    conn: &impl ConnectionTrait,
    membership: MembershipId,
    role_type: RoleTypeId,
    except: Option<CommitmentId>,
) -> Result<Option<role_commitment::Model>> {
    use role_commitment::Column as C;
    let mut select = role_commitment::Entity::find()
        .filter(C::MembershipId.eq(membership))
        .filter(C::RoleTypeId.eq(role_type))
        .filter(C::State.is_in(OPEN))
        .filter(C::TrashedAt.is_null());
    if let Some(except) = except {
        select = select.filter(C::Id.ne(except));
    }
    Ok(select.one(conn).await?)
}

/// What an employer's roles are asked for.
#[derive(Clone, Debug, Default)]
pub struct RoleCondition {
    /// The key of the role type.
    pub role_type: Option<String>,
    /// One of these states.
    pub states: Option<Vec<CommitmentState>>,
    /// In this partnership.
    pub partnership: Option<PartnershipId>,
}

/// Employers that play such a role, or none such.
pub fn employers_playing(role: RoleCondition, some: bool) -> Condition {
    let query = playing(role);
    Condition::all().add(if some {
        employer::Column::Id.in_subquery(query)
    } else {
        employer::Column::Id.not_in_subquery(query)
    })
}

fn playing(role: RoleCondition) -> SelectStatement {
    joined()
        .select_only()
        .column(membership::Column::EmployerId)
        .filter(membership::Column::EmployerId.is_not_null())
        .filter(is_live())
        .filter(
            Condition::all()
                .add_option(role.role_type.map(|key| role_type::Column::Key.eq(key)))
                .add_option(
                    role.states
                        .map(|states| role_commitment::Column::State.is_in(states)),
                )
                .add_option(
                    role.partnership
                        .map(|id| membership::Column::PartnershipId.eq(id)),
                ),
        )
        .into_query()
}

fn is_live() -> Condition {
    Condition::all()
        .add(role_commitment::Column::TrashedAt.is_null())
        .add(membership::Column::TrashedAt.is_null())
        .add(partnership::Column::TrashedAt.is_null())
}

/// In force on the day; always true without one.
pub(super) fn in_force(day: Option<NaiveDate>) -> Condition {
    use role_commitment::Column::{FromOn, ToOn};
    day.map_or_else(Condition::all, |day| periods::holding_on(FromOn, ToOn, day))
}

/// A member on the day; always true without one.
pub(super) fn member_on(day: Option<NaiveDate>) -> Condition {
    use membership::Column::{JoinedOn, LeftOn};
    day.map_or_else(Condition::all, |day| periods::holding_on(JoinedOn, LeftOn, day))
}

fn joined() -> Select<role_commitment::Entity> {
    role_commitment::Entity::find()
        .join(JoinType::InnerJoin, to_membership())
        .join(JoinType::InnerJoin, to_partnership())
        .join(JoinType::InnerJoin, to_role_type())
}

fn to_membership() -> RelationDef {
    role_commitment::Entity::belongs_to(membership::Entity)
        .from(role_commitment::Column::MembershipId)
        .to(membership::Column::Id)
        .into()
}

pub(super) fn to_partnership() -> RelationDef {
    membership::Entity::belongs_to(partnership::Entity)
        .from(membership::Column::PartnershipId)
        .to(partnership::Column::Id)
        .into()
}

fn to_role_type() -> RelationDef {
    role_commitment::Entity::belongs_to(role_type::Entity)
        .from(role_commitment::Column::RoleTypeId)
        .to(role_type::Column::Id)
        .into()
}
