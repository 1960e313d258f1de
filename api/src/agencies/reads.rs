//! Selects of agencies, always through the policy.

use std::collections::HashMap;

use entities::{agency, ids::AgencyId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The agencies the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<agency::Entity> {
    agency::Entity::find().filter(policy::visible_shared(&cx.actor, Action::AgencyRead))
}

/// The live agencies the actor may see.
pub fn live(cx: &Cx) -> Select<agency::Entity> {
    visible(cx).filter(agency::Column::TrashedAt.is_null())
}

/// The agencies the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<agency::Entity> {
    let column = agency::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One agency, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: AgencyId) -> Result<agency::Model> {
    db::found(visible(cx).filter(agency::Column::Id.eq(id)).one(conn).await?)
}

/// These agencies, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[AgencyId]) -> Result<HashMap<AgencyId, agency::Model>> {
    let ids = ids.iter().copied();
    let rows = visible(cx)
        .filter(agency::Column::Id.is_in(ids))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// An order of agencies; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<agency::Column>>) -> Keys<agency::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::ascending(agency::Column::NameSearch));
    }
    Keys::new(sorts, agency::Column::Id)
}

/// A page of agencies and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<agency::Entity>,
    sorts: Vec<Sort<agency::Column>>,
    args: &PageArgs,
) -> Result<(Slice<agency::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}

/// The chain of parents above an agency, nearest first. Stops at a row it has seen.
///
/// # Errors
/// Database errors.
pub async fn ancestors(conn: &impl ConnectionTrait, from: AgencyId) -> Result<Vec<AgencyId>> {
    let mut chain = vec![from];
    while let Some(last) = chain.last() {
        let row = agency::Entity::find_by_id(*last).one(conn).await?;
        match row.and_then(|row| row.parent_id) {
            Some(parent) if !chain.contains(&parent) => chain.push(parent),
            _ => break,
        }
    }
    Ok(chain)
}
