//! Selects of establishments, always through the policy: who sees employers sees their establishments.

use std::collections::HashMap;

use entities::{
    establishment,
    ids::{EmployerId, EstablishmentId},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
    text,
};

/// The establishments the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<establishment::Entity> {
    establishment::Entity::find().filter(policy::visible_shared(&cx.actor, Action::EmployerRead))
}

/// The live establishments the actor may see.
pub fn live(cx: &Cx) -> Select<establishment::Entity> {
    visible(cx).filter(establishment::Column::TrashedAt.is_null())
}

/// The establishments the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<establishment::Entity> {
    let column = establishment::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One establishment, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: EstablishmentId,
) -> Result<establishment::Model> {
    let select = visible(cx).filter(establishment::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}

/// These establishments, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(
    cx: &Cx,
    ids: &[EstablishmentId],
) -> Result<HashMap<EstablishmentId, establishment::Model>> {
    let ids = ids.iter().copied();
    let rows = visible(cx)
        .filter(establishment::Column::Id.is_in(ids))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The live establishment of an employer with this name, compared folded; the oldest of several.
///
/// # Errors
/// Database errors.
pub async fn named(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    employer: EmployerId,
    name: &str,
) -> Result<Option<establishment::Model>> {
    Ok(live(cx)
        .filter(establishment::Column::EmployerId.eq(employer))
        .filter(establishment::Column::NameSearch.eq(text::fold(name)))
        .order_by_asc(establishment::Column::Id)
        .one(conn)
        .await?)
}

/// An order of establishments; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<establishment::Column>>) -> Keys<establishment::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::ascending(establishment::Column::NameSearch));
    }
    Keys::new(sorts, establishment::Column::Id)
}

/// A page of establishments and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<establishment::Entity>,
    sorts: Vec<Sort<establishment::Column>>,
    args: &PageArgs,
) -> Result<(Slice<establishment::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}
