//! Selects of tasks, always through the policy.

use std::collections::HashMap;

use entities::{ids::TaskId, task};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The tasks the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<task::Entity> {
    task::Entity::find().filter(policy::visible_shared(&cx.actor, Action::TaskRead))
}

/// The live tasks the actor may see.
pub fn live(cx: &Cx) -> Select<task::Entity> {
    visible(cx).filter(task::Column::TrashedAt.is_null())
}

/// The tasks the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<task::Entity> {
    let column = task::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One task, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: TaskId) -> Result<task::Model> {
    let select = visible(cx).filter(task::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}

/// These tasks, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[TaskId]) -> Result<HashMap<TaskId, task::Model>> {
    let select = visible(cx).filter(task::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// An order of tasks, the first due first unless another is given, those without a day last; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<task::Column>>) -> Keys<task::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::ascending(task::Column::SortDueOn));
    }
    Keys::new(sorts, task::Column::Id)
}

/// A page of tasks and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<task::Entity>,
    sorts: Vec<Sort<task::Column>>,
    args: &PageArgs,
) -> Result<(Slice<task::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}
