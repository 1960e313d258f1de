//! Selects of identifiers, always through the policy.

use entities::{
    employer, employer_identifier,
    employer_identifier::IdentifierSystem,
    ids::{EmployerId, IdentifierId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::{app::Cx, db, employers, error::Result, policy};

/// Employers named when a number is known already.
const MOST_CANDIDATES: u64 = 5;

/// The identifiers the actor may see.
pub fn visible(cx: &Cx) -> Select<employer_identifier::Entity> {
    let columns = [
        employer_identifier::Column::Confidentiality,
        employer_identifier::Column::AgencyId,
    ];
    employer_identifier::Entity::find().filter(policy::visible_identifiers(&cx.actor, columns))
}

/// One identifier.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: IdentifierId,
) -> Result<employer_identifier::Model> {
    let select = visible(cx).filter(employer_identifier::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}

/// The visible identifiers with this number, which is of the stored form; the oldest first.
///
/// # Errors
/// Database errors.
pub async fn same(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    system: IdentifierSystem,
    value: &str,
) -> Result<Vec<employer_identifier::Model>> {
    Ok(visible(cx)
        .filter(employer_identifier::Column::System.eq(system))
        .filter(employer_identifier::Column::Value.eq(value))
        .order_by_asc(employer_identifier::Column::Id)
        .all(conn)
        .await?)
}

/// The live employers among these, a few.
///
/// # Errors
/// Database errors.
pub async fn live_employers(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = EmployerId>,
) -> Result<Vec<employer::Model>> {
    Ok(employers::reads::live(cx)
        .filter(employer::Column::Id.is_in(ids))
        .order_by_asc(employer::Column::Id)
        .limit(MOST_CANDIDATES)
        .all(conn)
        .await?)
}
