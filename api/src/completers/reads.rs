//! Selects of completers, always through the policy: an agency sees its own.

use std::collections::HashMap;

use entities::{completer, ids::CompleterId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::{
    app::Cx,
    db::{self, Tx},
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The completers the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<completer::Entity> {
    let agency = completer::Column::AgencyId;
    completer::Entity::find().filter(policy::visible_owned(&cx.actor, Action::CompleterRead, agency))
}

/// The live completers the actor may see.
pub fn live(cx: &Cx) -> Select<completer::Entity> {
    visible(cx).filter(completer::Column::TrashedAt.is_null())
}

/// The completers the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<completer::Entity> {
    let column = completer::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One completer, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: CompleterId) -> Result<completer::Model> {
    let select = visible(cx).filter(completer::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}

/// One completer, in the trash or not, held until the transaction ends: nobody else changes it, or records anything about it,
/// meanwhile.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn locked(cx: &Cx, tx: &Tx, id: CompleterId) -> Result<completer::Model> {
    let select = visible(cx).filter(completer::Column::Id.eq(id));
    db::found(select.lock_exclusive().one(tx).await?)
}

/// These completers, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[CompleterId]) -> Result<HashMap<CompleterId, completer::Model>> {
    let select = visible(cx).filter(completer::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// An order of completers, the latest first unless another is given; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<completer::Column>>) -> Keys<completer::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::descending(completer::Column::CompletedOn));
    }
    Keys::new(sorts, completer::Column::Id)
}

/// A page of completers and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<completer::Entity>,
    sorts: Vec<Sort<completer::Column>>,
    args: &PageArgs,
) -> Result<(Slice<completer::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}
