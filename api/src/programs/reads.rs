//! Selects of programs, always through the policy: who sees agencies sees their programs.

use std::collections::HashMap;

use entities::{
    ids::{AgencyId, ProgramId},
    program, program_checklist, program_occupation,
};
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

/// The programs the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<program::Entity> {
    program::Entity::find().filter(policy::visible_shared(&cx.actor, Action::AgencyRead))
}

/// The live programs the actor may see.
pub fn live(cx: &Cx) -> Select<program::Entity> {
    visible(cx).filter(program::Column::TrashedAt.is_null())
}

/// The programs the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<program::Entity> {
    let column = program::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One program, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: ProgramId) -> Result<program::Model> {
    db::found(visible(cx).filter(program::Column::Id.eq(id)).one(conn).await?)
}

/// These programs, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[ProgramId]) -> Result<HashMap<ProgramId, program::Model>> {
    let ids = ids.iter().copied();
    let rows = visible(cx)
        .filter(program::Column::Id.is_in(ids))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The live program of an agency with this name at this school, compared folded. No school is a school of its own.
///
/// # Errors
/// Database errors.
pub async fn named(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    agency: AgencyId,
    name: &str,
    school: Option<&str>,
) -> Result<Option<program::Model>> {
    Ok(live(cx)
        .filter(program::Column::AgencyId.eq(agency))
        .filter(program::Column::NameSearch.eq(text::fold(name)))
        .filter(program::Column::SchoolSearch.eq(school.map(text::fold).unwrap_or_default()))
        .one(conn)
        .await?)
}

/// The occupations that programs the actor sees lead to, in the order of their codes.
///
/// # Errors
/// Database errors.
pub async fn occupations(cx: &Cx, ids: &[ProgramId]) -> Result<Vec<program_occupation::Model>> {
    use program_occupation::Column as C;
    Ok(program_occupation::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::AgencyRead))
        .filter(C::ProgramId.is_in(ids.iter().copied()))
        .order_by_asc(C::SocCode)
        .all(cx.app.db.read())
        .await?)
}

/// The answers of programs that the actor sees to the definition of a career pathway.
///
/// # Errors
/// Database errors.
pub async fn checklists(cx: &Cx, ids: &[ProgramId]) -> Result<Vec<program_checklist::Model>> {
    Ok(program_checklist::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::AgencyRead))
        .filter(program_checklist::Column::ProgramId.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?)
}

/// The ids of the programs that lead to one of these occupations.
pub fn leading_to(codes: impl IntoIterator<Item = String>) -> SelectStatement {
    program_occupation::Entity::find()
        .select_only()
        .column(program_occupation::Column::ProgramId)
        .filter(program_occupation::Column::SocCode.is_in(codes))
        .into_query()
}

/// An order of programs; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<program::Column>>) -> Keys<program::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::ascending(program::Column::NameSearch));
    }
    Keys::new(sorts, program::Column::Id)
}

/// A page of programs and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<program::Entity>,
    sorts: Vec<Sort<program::Column>>,
    args: &PageArgs,
) -> Result<(Slice<program::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}
