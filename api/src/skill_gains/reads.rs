//! Selects of measurable skill gains, always through the policy: an agency's people see those of its own participants.

use std::collections::{HashMap, HashSet};

use entities::{ids::SkillGainId, skill_gain, skill_gain_answer};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
    sea_query::{Alias, Expr, Query},
};

use crate::{
    app::Cx,
    db::{self, Tx},
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The gains the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<skill_gain::Entity> {
    let agency = skill_gain::Column::AgencyId;
    skill_gain::Entity::find().filter(policy::visible_owned(&cx.actor, Action::CompleterRead, agency))
}

/// The gains the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<skill_gain::Entity> {
    let column = skill_gain::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One gain that nobody else changes until the transaction ends.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn locked(cx: &Cx, tx: &Tx, id: SkillGainId) -> Result<skill_gain::Model> {
    let select = visible(cx).filter(skill_gain::Column::Id.eq(id));
    db::found(select.lock_exclusive().one(tx).await?)
}

/// These gains, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[SkillGainId]) -> Result<HashMap<SkillGainId, skill_gain::Model>> {
    let select = visible(cx).filter(skill_gain::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The gains that count for the measure: of each participant and program year the last live one.
pub fn counted() -> Condition {
    use skill_gain::Column as C;
    let other = Alias::new("other_gain");
    let its = |column: C| Expr::col((other.clone(), column));
    let own = |column: C| Expr::col((skill_gain::Entity, column));
    let is_later = its(C::AchievedOn).gt(own(C::AchievedOn)).or(its(C::AchievedOn)
        .eq(own(C::AchievedOn))
        .and(its(C::Id).gt(own(C::Id))));
    let later = Query::select()
        .expr(Expr::val(1))
        .from_as(skill_gain::Entity, other.clone())
        .and_where(its(C::AgencyId).eq(own(C::AgencyId)))
        .and_where(its(C::ParticipantSearch).eq(own(C::ParticipantSearch)))
        .and_where(its(C::ProgramYear).eq(own(C::ProgramYear)))
        .and_where(its(C::TrashedAt).is_null())
        .and_where(is_later)
        .take();
    Condition::all()
        .add(C::TrashedAt.is_null())
        .add(C::AchievedOn.is_not_null())
        .add(Expr::exists(later).not())
}

/// Those of these gains that count for the measure.
///
/// # Errors
/// Database errors.
pub async fn counted_among(cx: &Cx, ids: &[SkillGainId]) -> Result<HashSet<SkillGainId>> {
    let ids: Vec<SkillGainId> = visible(cx)
        .filter(skill_gain::Column::Id.is_in(ids.iter().copied()))
        .filter(counted())
        .select_only()
        .column(skill_gain::Column::Id)
        .into_tuple()
        .all(cx.app.db.read())
        .await?;
    Ok(ids.into_iter().collect())
}

/// A page of gains and what counts them all: the last changed first.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<skill_gain::Entity>,
    args: &PageArgs,
) -> Result<(Slice<skill_gain::Model>, Counter)> {
    let latest = vec![Sort::descending(skill_gain::Column::UpdatedAt)];
    let keys = Keys::new(latest, skill_gain::Column::Id);
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys, args).await?;
    Ok((slice, paging::counter(cx, select)))
}

/// A gain as a signed link shows it. It needs no policy: the holder of the link got the letter.
///
/// # Errors
/// Database errors.
pub async fn of_link(conn: &impl ConnectionTrait, id: SkillGainId) -> Result<Option<skill_gain::Model>> {
    let row = skill_gain::Entity::find_by_id(id).one(conn).await?;
    Ok(row.filter(|row| row.trashed_at.is_none()))
}

/// What was answered about gains that the actor sees, the latest first.
///
/// # Errors
/// Database errors.
pub async fn answers(
    conn: &impl ConnectionTrait,
    ids: &[SkillGainId],
) -> Result<Vec<skill_gain_answer::Model>> {
    use skill_gain_answer::Column as C;
    Ok(skill_gain_answer::Entity::find()
        .filter(C::SkillGainId.is_in(ids.iter().copied()))
        .order_by_desc(C::AskNumber)
        .all(conn)
        .await?)
}
