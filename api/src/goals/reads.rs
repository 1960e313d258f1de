//! Selects of goals, always through the policy.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    goal, goal_progress, goal_wording,
    ids::{GoalId, PartnershipId},
    partnership,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use crate::{
    app::Cx,
    db::{self, Tx},
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    partnerships,
    policy::{self, Action},
};

/// The goals the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<goal::Entity> {
    goal::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The live goals the actor may see.
pub fn live(cx: &Cx) -> Select<goal::Entity> {
    visible(cx).filter(goal::Column::TrashedAt.is_null())
}

/// The goals of live partnerships the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<goal::Entity> {
    let column = goal::Column::TrashedAt;
    let partnerships = partnerships::reads::live(cx)
        .select_only()
        .column(partnership::Column::Id)
        .into_query();
    visible(cx)
        .filter(goal::Column::PartnershipId.in_subquery(partnerships))
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One goal, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: GoalId) -> Result<goal::Model> {
    db::found(visible(cx).filter(goal::Column::Id.eq(id)).one(conn).await?)
}

/// One goal that nobody else changes until the transaction ends.
///
/// # Errors
/// As [`by_id`].
pub async fn locked(cx: &Cx, tx: &Tx, id: GoalId) -> Result<goal::Model> {
    let select = visible(cx).filter(goal::Column::Id.eq(id));
    db::found(select.lock_exclusive().one(tx).await?)
}

/// These goals, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[GoalId]) -> Result<HashMap<GoalId, goal::Model>> {
    let rows = visible(cx)
        .filter(goal::Column::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The live goals of these partnerships that counted on a day, the next one due first.
///
/// # Errors
/// Database errors.
pub async fn counting_on(cx: &Cx, of: &[PartnershipId], day: NaiveDate) -> Result<Vec<goal::Model>> {
    use goal::Column as C;
    Ok(live(cx)
        .filter(C::PartnershipId.is_in(of.iter().copied()))
        .filter(C::AdoptedOn.lte(day))
        .filter(
            Condition::any()
                .add(C::ClosedOn.is_null())
                .add(C::ClosedOn.gt(day)),
        )
        .order_by_asc(C::DueSort)
        .order_by_asc(C::Id)
        .all(cx.app.db.read())
        .await?)
}

/// All wordings of these goals, the first one first.
///
/// # Errors
/// Database errors.
pub async fn wordings(cx: &Cx, of: &[GoalId]) -> Result<HashMap<GoalId, Vec<goal_wording::Model>>> {
    use goal_wording::Column as C;
    let rows = goal_wording::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
        .filter(C::GoalId.is_in(of.iter().copied()))
        .order_by_asc(C::FromOn)
        .all(cx.app.db.read())
        .await?;
    let mut wordings: HashMap<GoalId, Vec<goal_wording::Model>> = HashMap::new();
    for row in rows {
        wordings.entry(row.goal_id).or_default().push(row);
    }
    Ok(wordings)
}

/// The progress entries the actor may see.
pub fn visible_progress(cx: &Cx) -> Select<goal_progress::Entity> {
    goal_progress::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The latest entry first.
pub fn latest_first() -> Keys<goal_progress::Entity> {
    let noted = Sort::descending(goal_progress::Column::NotedOn);
    Keys::new(vec![noted], goal_progress::Column::Id)
}

/// An order of goals, the next one due first unless another is given; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<goal::Column>>) -> Keys<goal::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::ascending(goal::Column::DueSort));
    }
    Keys::new(sorts, goal::Column::Id)
}

/// A page of goals and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<goal::Entity>,
    sorts: Vec<Sort<goal::Column>>,
    args: &PageArgs,
) -> Result<(Slice<goal::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}
