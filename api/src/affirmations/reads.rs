//! Selects of affirmations, always through the policy.

mod counts;
mod evidence;
mod standing;

use std::collections::HashMap;

use entities::{affirmation, affirmation_rejection, competency, ids::AffirmationId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationDef, Select,
};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

pub use counts::{Count, counts};
pub use evidence::last_evidence;
pub use standing::{Standing, standing_at, standings};

/// The affirmations the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<affirmation::Entity> {
    affirmation::Entity::find().filter(policy::visible_shared(&cx.actor, Action::AffirmationRead))
}

/// The live affirmations the actor may see.
pub fn live(cx: &Cx) -> Select<affirmation::Entity> {
    visible(cx).filter(affirmation::Column::TrashedAt.is_null())
}

/// The affirmations the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<affirmation::Entity> {
    let column = affirmation::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One affirmation, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: AffirmationId) -> Result<affirmation::Model> {
    let select = visible(cx).filter(affirmation::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}

/// These affirmations, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[AffirmationId]) -> Result<HashMap<AffirmationId, affirmation::Model>> {
    let select = visible(cx).filter(affirmation::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The competencies that were rejected in affirmations that the actor sees, in the order of their edition.
///
/// # Errors
/// Database errors.
pub async fn rejected(
    cx: &Cx,
    ids: &[AffirmationId],
) -> Result<Vec<(affirmation_rejection::Model, competency::Model)>> {
    use affirmation_rejection::Column as C;
    let to_competency: RelationDef = affirmation_rejection::Entity::belongs_to(competency::Entity)
        .from(C::CompetencyId)
        .to(competency::Column::Id)
        .into();
    let rows = affirmation_rejection::Entity::find()
        .join(JoinType::InnerJoin, to_competency)
        .filter(policy::visible_shared(&cx.actor, Action::AffirmationRead))
        .filter(policy::visible_shared(&cx.actor, Action::CredentialRead))
        .filter(C::AffirmationId.is_in(ids.iter().copied()))
        .order_by_asc(competency::Column::Position)
        .select_also(competency::Entity)
        .all(cx.app.db.read())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(row, competency)| Some((row, competency?)))
        .collect())
}

/// An order of affirmations, the latest first unless another is given; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<affirmation::Column>>) -> Keys<affirmation::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::descending(affirmation::Column::AffirmedOn));
    }
    Keys::new(sorts, affirmation::Column::Id)
}

/// A page of affirmations and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<affirmation::Entity>,
    sorts: Vec<Sort<affirmation::Column>>,
    args: &PageArgs,
) -> Result<(Slice<affirmation::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}
