//! Selects of lists of competencies, always through the policy.

use std::collections::HashMap;

use entities::{
    competency, competency_edition, competency_list,
    ids::{CompetencyEditionId, CompetencyListId},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The lists the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<competency_list::Entity> {
    competency_list::Entity::find().filter(policy::visible_shared(&cx.actor, Action::CredentialRead))
}

/// The live lists the actor may see.
pub fn live(cx: &Cx) -> Select<competency_list::Entity> {
    visible(cx).filter(competency_list::Column::TrashedAt.is_null())
}

/// One list, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: CompetencyListId,
) -> Result<competency_list::Model> {
    db::found(
        visible(cx)
            .filter(competency_list::Column::Id.eq(id))
            .one(conn)
            .await?,
    )
}

/// These lists, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(
    cx: &Cx,
    ids: &[CompetencyListId],
) -> Result<HashMap<CompetencyListId, competency_list::Model>> {
    let select = visible(cx).filter(competency_list::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The editions the actor may see.
pub fn editions(cx: &Cx) -> Select<competency_edition::Entity> {
    competency_edition::Entity::find().filter(policy::visible_shared(&cx.actor, Action::CredentialRead))
}

/// The editions of these lists, the newest first.
///
/// # Errors
/// Database errors.
pub async fn of_lists(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    ids: &[CompetencyListId],
) -> Result<Vec<competency_edition::Model>> {
    use competency_edition::Column as C;
    Ok(editions(cx)
        .filter(C::ListId.is_in(ids.iter().copied()))
        .order_by_desc(C::PublishedOn)
        .order_by_desc(C::Id)
        .all(conn)
        .await?)
}

/// These editions, by id.
///
/// # Errors
/// Database errors.
pub async fn editions_by_ids(
    cx: &Cx,
    ids: &[CompetencyEditionId],
) -> Result<HashMap<CompetencyEditionId, competency_edition::Model>> {
    let select = editions(cx).filter(competency_edition::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The competencies of editions, in their order.
///
/// # Errors
/// Database errors.
pub async fn competencies(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    ids: &[CompetencyEditionId],
) -> Result<Vec<competency::Model>> {
    use competency::Column as C;
    Ok(competency::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::CredentialRead))
        .filter(C::EditionId.is_in(ids.iter().copied()))
        .order_by_asc(C::Position)
        .all(conn)
        .await?)
}

/// A page of lists by title and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    filter: Condition,
    trashed: bool,
    args: &PageArgs,
) -> Result<(Slice<competency_list::Model>, Counter)> {
    use competency_list::Column as C;
    let state = if trashed {
        C::TrashedAt.is_not_null()
    } else {
        C::TrashedAt.is_null()
    };
    let select = visible(cx).filter(state).filter(filter);
    let keys: Keys<competency_list::Entity> = Keys::new(vec![Sort::ascending(C::TitleSearch)], C::Id);
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys, args).await?;
    Ok((slice, paging::counter(cx, select)))
}
