//! How affirmations stand, in SQL: what was said later, and which editions are newer. [`State`] says what follows from it.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{affirmation, competency_edition, ids::AffirmationId};
use sea_orm::{
    ColumnTrait, Condition, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement, SubQueryStatement},
};

use crate::{affirmations::ops::state::State, app::Cx, error::Result};

/// What beside its own row decides how an affirmation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Standing {
    /// The affirmation.
    pub id: AffirmationId,
    /// There is a later live one of the same employer, occupation and subject.
    pub is_superseded: bool,
    /// The first day on which an edition newer than the affirmed one was there.
    pub newer_edition_on: Option<NaiveDate>,
}

/// What decides how these affirmations stand, by what was said up to a day where one is given: one statement.
///
/// # Errors
/// Database errors.
pub async fn standings(
    cx: &Cx,
    ids: &[AffirmationId],
    until: Option<NaiveDate>,
) -> Result<HashMap<AffirmationId, Standing>> {
    use affirmation::Column as C;
    let mut newer = newer_editions();
    newer.expr(Expr::col((Alias::new("newer"), competency_edition::Column::PublishedOn)).min());
    let newer_on = Expr::from(SubQueryStatement::SelectStatement(newer));
    let rows: Vec<Standing> = super::visible(cx)
        .filter(C::Id.is_in(ids.iter().copied()))
        .select_only()
        .column(C::Id)
        .expr_as(superseded(until), "is_superseded")
        .expr_as(newer_on, "newer_edition_on")
        .into_model()
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The live affirmations that stand so on a day.
pub fn standing_at(state: State, today: NaiveDate) -> Condition {
    let live = Condition::all().add(affirmation::Column::TrashedAt.is_null());
    match state {
        State::Superseded => live.add(superseded(None)),
        other => live.add(latest()).add(standing_among_latest(other, today)),
    }
}

/// Those that no later one has superseded.
pub(super) fn latest() -> Expr {
    superseded(None).not()
}

/// Of the live affirmations that were not superseded those that stand so on a day.
pub(super) fn standing_among_latest(state: State, today: NaiveDate) -> Condition {
    let ends = affirmation::Column::ExpiresOn;
    let lasting = Condition::all().add(ends.gte(today));
    match state {
        State::Superseded => Condition::all().add(Condition::any()),
        State::Expired => Condition::all().add(ends.lt(today)),
        State::Stale => lasting.add(stale(today)),
        State::Current => lasting.add(stale(today).not()),
    }
}

/// There is a later live affirmation of the same employer, occupation and subject, said up to the day where one is given.
fn superseded(until: Option<NaiveDate>) -> Expr {
    use affirmation::Column as C;
    let later = || Alias::new("later");
    let theirs = |column: C| Expr::col((later(), column));
    let ours = |column: C| Expr::col((affirmation::Entity, column));
    let same = |column: C| theirs(column).eq(ours(column));
    let subject = Condition::any()
        .add(same(C::CredentialId))
        .add(same(C::CompetencyEditionId));
    let is_later = Expr::tuple([theirs(C::AffirmedOn), theirs(C::Id)])
        .gt(Expr::tuple([ours(C::AffirmedOn), ours(C::Id)]));
    let mut rows = Query::select();
    rows.expr(Expr::val(1))
        .from_as(affirmation::Entity, later())
        .and_where(theirs(C::TrashedAt).is_null())
        .and_where(same(C::EmployerId))
        .and_where(same(C::SocCode))
        .cond_where(subject)
        .and_where(is_later);
    if let Some(day) = until {
        rows.and_where(theirs(C::AffirmedOn).lte(day));
    }
    Expr::exists(rows)
}

/// An edition newer than the affirmed one was there on this day.
fn stale(today: NaiveDate) -> Expr {
    let mut newer = newer_editions();
    newer
        .expr(Expr::val(1))
        .and_where(Expr::col((Alias::new("newer"), competency_edition::Column::PublishedOn)).lte(today));
    Expr::exists(newer)
}

/// From the editions of the same list that are newer than the affirmed one; whoever calls says what is selected.
fn newer_editions() -> SelectStatement {
    use competency_edition::Column as C;
    let mine = |column: C| Expr::col((Alias::new("mine"), column));
    let newer = |column: C| Expr::col((Alias::new("newer"), column));
    let affirmed = Expr::col((affirmation::Entity, affirmation::Column::CompetencyEditionId));
    let is_newer = Expr::tuple([newer(C::PublishedOn), newer(C::Id)])
        .gt(Expr::tuple([mine(C::PublishedOn), mine(C::Id)]));
    let mut rows = Query::select();
    rows.from_as(competency_edition::Entity, Alias::new("mine"))
        .join_as(
            JoinType::InnerJoin,
            competency_edition::Entity,
            Alias::new("newer"),
            newer(C::ListId).eq(mine(C::ListId)),
        )
        .and_where(mine(C::Id).eq(affirmed))
        .and_where(is_newer);
    rows
}
