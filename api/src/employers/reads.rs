//! Selects of employers, always through the policy.

pub mod stats;

use std::collections::HashMap;

use entities::{employer, employer_tag, ids::EmployerId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select, sea_query::SelectStatement,
};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
    text,
};

/// Candidates named when a new employer looks like known ones.
const MOST_CANDIDATES: u64 = 5;

/// The employers the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<employer::Entity> {
    employer::Entity::find().filter(policy::visible_shared(&cx.actor, Action::EmployerRead))
}

/// The live employers the actor may see.
pub fn live(cx: &Cx) -> Select<employer::Entity> {
    visible(cx).filter(employer::Column::TrashedAt.is_null())
}

/// The ids of live employers, for what is counted: an employer in the trash counts for nothing.
pub fn live_ids() -> SelectStatement {
    employer::Entity::find()
        .select_only()
        .column(employer::Column::Id)
        .filter(employer::Column::TrashedAt.is_null())
        .into_query()
}

/// The employers the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<employer::Entity> {
    let column = employer::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One employer, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: EmployerId) -> Result<employer::Model> {
    db::found(visible(cx).filter(employer::Column::Id.eq(id)).one(conn).await?)
}

/// These employers, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[EmployerId]) -> Result<HashMap<EmployerId, employer::Model>> {
    let ids = ids.iter().copied();
    let rows = visible(cx)
        .filter(employer::Column::Id.is_in(ids))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// An order of employers; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<employer::Column>>) -> Keys<employer::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::ascending(employer::Column::NameSearch));
    }
    Keys::new(sorts, employer::Column::Id)
}

/// A page of employers and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<employer::Entity>,
    sorts: Vec<Sort<employer::Column>>,
    args: &PageArgs,
) -> Result<(Slice<employer::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}

/// Employers that carry the tag.
pub fn tagged(tag: &str) -> Condition {
    let tagged = employer_tag::Entity::find()
        .select_only()
        .column(employer_tag::Column::EmployerId)
        .filter(employer_tag::Column::TagSearch.eq(text::fold(tag)))
        .into_query();
    Condition::all().add(employer::Column::Id.in_subquery(tagged))
}

/// Employers of this name, compared folded, the trash included: one that is there can be restored.
///
/// # Errors
/// Database errors.
pub async fn same_name(cx: &Cx, conn: &impl ConnectionTrait, name: &str) -> Result<Vec<employer::Model>> {
    candidates(visible(cx), conn, name).await
}

/// Live employers of this name, compared folded.
///
/// # Errors
/// Database errors.
pub async fn live_same_name(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    name: &str,
) -> Result<Vec<employer::Model>> {
    candidates(live(cx), conn, name).await
}

async fn candidates(
    among: Select<employer::Entity>,
    conn: &impl ConnectionTrait,
    name: &str,
) -> Result<Vec<employer::Model>> {
    let same = among.filter(employer::Column::NameSearch.eq(text::fold(name)));
    Ok(same
        .order_by_asc(employer::Column::Id)
        .limit(MOST_CANDIDATES)
        .all(conn)
        .await?)
}

/// The chain of parents above an employer, nearest first. Stops at a row it has seen.
///
/// # Errors
/// Database errors.
pub async fn ancestors(conn: &impl ConnectionTrait, from: EmployerId) -> Result<Vec<EmployerId>> {
    let mut chain = vec![from];
    while let Some(last) = chain.last() {
        let row = employer::Entity::find_by_id(*last).one(conn).await?;
        match row.and_then(|row| row.parent_id) {
            Some(parent) if !chain.contains(&parent) => chain.push(parent),
            _ => break,
        }
    }
    Ok(chain)
}
