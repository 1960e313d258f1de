//! Selects of role types and commitments, always through the policy.

mod commitments;
mod coverage;

use std::collections::HashMap;

use entities::{ids::RoleTypeId, role_type};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    policy::{self, Action},
};

pub use commitments::{
    CommitmentRow, OPEN, RoleCondition, commitment_by_id, commitments_by_ids, commitments_of_live_members,
    employers_playing, latest_commitments_first, of_employers, of_memberships, open_commitment,
    visible_commitments,
};
pub use coverage::{Coverage, MemberCoverage, RoleStanding, coverage};

/// The role types the actor may see, those out of use included.
pub fn visible_types(cx: &Cx) -> Select<role_type::Entity> {
    role_type::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The role types in their order; those out of use only when asked for.
///
/// # Errors
/// Database errors.
pub async fn types(cx: &Cx, include_retired: bool) -> Result<Vec<role_type::Model>> {
    let mut select = visible_types(cx);
    if !include_retired {
        select = select.filter(role_type::Column::RetiredAt.is_null());
    }
    Ok(select
        .order_by_asc(role_type::Column::Position)
        .order_by_asc(role_type::Column::Key)
        .all(cx.app.db.read())
        .await?)
}

/// One role type, out of use or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn type_by_id(cx: &Cx, conn: &impl ConnectionTrait, id: RoleTypeId) -> Result<role_type::Model> {
    db::found(
        visible_types(cx)
            .filter(role_type::Column::Id.eq(id))
            .one(conn)
            .await?,
    )
}

/// One role type by its key, out of use or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn type_by_key(cx: &Cx, conn: &impl ConnectionTrait, key: &str) -> Result<role_type::Model> {
    let select = visible_types(cx).filter(role_type::Column::Key.eq(key));
    db::found(select.one(conn).await?)
}

/// These role types, by id.
///
/// # Errors
/// Database errors.
pub async fn types_by_ids(cx: &Cx, ids: &[RoleTypeId]) -> Result<HashMap<RoleTypeId, role_type::Model>> {
    let select = visible_types(cx).filter(role_type::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
