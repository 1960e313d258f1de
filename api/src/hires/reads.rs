//! Selects of hires and employment, always through the policy: an agency sees those of its own completers.

use std::collections::HashMap;

use entities::{
    completer, employer_identifier,
    employer_identifier::IdentifierSystem,
    employer_succession, employment, hire,
    ids::{CompleterId, EmployerId, EmploymentId, HireId, IdentifierId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
    sea_query::{Expr, SelectStatement},
};

use super::retention::Succession;
use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The hires the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<hire::Entity> {
    let agency = hire::Column::AgencyId;
    hire::Entity::find().filter(policy::visible_owned(&cx.actor, Action::CompleterRead, agency))
}

/// The live hires the actor may see.
pub fn live(cx: &Cx) -> Select<hire::Entity> {
    visible(cx).filter(hire::Column::TrashedAt.is_null())
}

/// The hires the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<hire::Entity> {
    let column = hire::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One hire, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: HireId) -> Result<hire::Model> {
    db::found(visible(cx).filter(hire::Column::Id.eq(id)).one(conn).await?)
}

/// These hires, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[HireId]) -> Result<HashMap<HireId, hire::Model>> {
    let select = visible(cx).filter(hire::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The live hires of the completer at hand; for filters of completers that the actor sees.
pub fn of_the_completer() -> SelectStatement {
    let completer = Expr::col((completer::Entity, completer::Column::Id));
    hire::Entity::find()
        .select_only()
        .column(hire::Column::Id)
        .filter(Expr::col((hire::Entity, hire::Column::CompleterId)).eq(completer))
        .filter(hire::Column::TrashedAt.is_null())
        .into_query()
}

/// An order of hires, the latest first unless another is given; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<hire::Column>>) -> Keys<hire::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::descending(hire::Column::StartedOn));
    }
    Keys::new(sorts, hire::Column::Id)
}

/// A page of hires and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<hire::Entity>,
    sorts: Vec<Sort<hire::Column>>,
    args: &PageArgs,
) -> Result<(Slice<hire::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}

/// The employment the actor may see.
pub fn visible_employment(cx: &Cx) -> Select<employment::Entity> {
    let agency = employment::Column::AgencyId;
    employment::Entity::find().filter(policy::visible_owned(&cx.actor, Action::CompleterRead, agency))
}

/// One record of employment.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn employment_by_id(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: EmploymentId,
) -> Result<employment::Model> {
    let select = visible_employment(cx).filter(employment::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}

/// The employment of completers, by quarter, in the order it was recorded.
///
/// # Errors
/// Database errors.
pub async fn employment_of(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    completers: &[CompleterId],
) -> Result<Vec<employment::Model>> {
    Ok(visible_employment(cx)
        .filter(employment::Column::CompleterId.is_in(completers.iter().copied()))
        .order_by_asc(employment::Column::Quarter)
        .order_by_asc(employment::Column::Id)
        .all(conn)
        .await?)
}

/// The numbers of these identifiers, whoever may read them: to be compared, never to be shown.
///
/// # Errors
/// Database errors.
pub(super) async fn numbers(
    conn: &impl ConnectionTrait,
    ids: &[IdentifierId],
) -> Result<HashMap<IdentifierId, (IdentifierSystem, String)>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = employer_identifier::Entity::find()
        .filter(employer_identifier::Column::Id.is_in(ids.iter().copied()))
        .all(conn)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, (row.system, row.value)))
        .collect())
}

/// The successions on record that begin with one of these employers, and those that follow them: one statement for each step.
///
/// # Errors
/// Database errors.
pub(super) async fn successions(
    conn: &impl ConnectionTrait,
    employers: &[EmployerId],
) -> Result<Vec<Succession>> {
    let mut seen: Vec<EmployerId> = employers.to_vec();
    let (mut last, mut successions) = (employers.to_vec(), Vec::new());
    while !last.is_empty() {
        let rows = employer_succession::Entity::find()
            .filter(employer_succession::Column::PredecessorId.is_in(last))
            .all(conn)
            .await?;
        last = Vec::new();
        for row in rows {
            successions.push(Succession {
                from: row.predecessor_id,
                to: row.successor_id,
                on: row.succeeded_on,
            });
            if !seen.contains(&row.successor_id) {
                seen.push(row.successor_id);
                last.push(row.successor_id);
            }
        }
    }
    Ok(successions)
}
