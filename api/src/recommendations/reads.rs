//! Selects of recommendations, always through the policy.

mod stats;

use std::collections::HashMap;

use entities::{ids::RecommendationId, recommendation, recommendation_step};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

pub use stats::{Stats, stats};

/// The recommendations the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<recommendation::Entity> {
    recommendation::Entity::find().filter(policy::visible_shared(&cx.actor, Action::RecommendationRead))
}

/// The live recommendations the actor may see.
pub fn live(cx: &Cx) -> Select<recommendation::Entity> {
    visible(cx).filter(recommendation::Column::TrashedAt.is_null())
}

/// The recommendations the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<recommendation::Entity> {
    let column = recommendation::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One recommendation, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: RecommendationId,
) -> Result<recommendation::Model> {
    let select = visible(cx).filter(recommendation::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}

/// These recommendations, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(
    cx: &Cx,
    ids: &[RecommendationId],
) -> Result<HashMap<RecommendationId, recommendation::Model>> {
    let select = visible(cx).filter(recommendation::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The steps of recommendations that the actor sees, in the order they were taken.
///
/// # Errors
/// Database errors.
pub async fn steps(
    conn: &impl ConnectionTrait,
    ids: &[RecommendationId],
) -> Result<Vec<recommendation_step::Model>> {
    Ok(recommendation_step::Entity::find()
        .filter(recommendation_step::Column::RecommendationId.is_in(ids.iter().copied()))
        .order_by_asc(recommendation_step::Column::Id)
        .all(conn)
        .await?)
}

/// An order of recommendations, the latest first unless another is given; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<recommendation::Column>>) -> Keys<recommendation::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::descending(recommendation::Column::SaidOn));
    }
    Keys::new(sorts, recommendation::Column::Id)
}

/// A page of recommendations and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<recommendation::Entity>,
    sorts: Vec<Sort<recommendation::Column>>,
    args: &PageArgs,
) -> Result<(Slice<recommendation::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}
