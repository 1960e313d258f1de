//! Relations of statements, and charters, each loaded for many records at once.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    charter_statement::{Column as C, StatementKind},
    ids::{GoalId, PartnershipId, StatementId},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, QueryTrait};

use super::{
    reads,
    types::{Charter, CharterGoal, CharterStatement},
};
use crate::{
    app::Cx,
    error::Result,
    goals::{self, types::Goal},
    prefetch::{Fill, Relation, Selection},
};

/// The statement with an id.
pub struct StatementOf;

impl Relation for StatementOf {
    type Key = StatementId;
    type Args = ();
    type Value = CharterStatement;

    async fn load(cx: &Cx, keys: &[StatementId], (): &()) -> Result<HashMap<StatementId, CharterStatement>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, CharterStatement::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut CharterStatement>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        CharterStatement::fill(cx, values, selection)
    }
}

/// All statements of a partnership there ever were, or those of a kind, the latest first.
pub struct StatementsOf;

impl Relation for StatementsOf {
    type Key = PartnershipId;
    type Args = Option<StatementKind>;
    type Value = Vec<CharterStatement>;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        kind: &Option<StatementKind>,
    ) -> Result<HashMap<PartnershipId, Vec<CharterStatement>>> {
        let select = reads::visible(cx)
            .filter(C::PartnershipId.is_in(keys.iter().copied()))
            .apply_if(*kind, |select, kind| select.filter(C::Kind.eq(kind)));
        let mut statements: HashMap<PartnershipId, Vec<CharterStatement>> = HashMap::new();
        for row in reads::latest_first(select).all(cx.app.db.read()).await? {
            let statements = statements.entry(row.partnership_id).or_default();
            statements.push(CharterStatement::new(row));
        }
        Ok(statements)
    }

    fn missing(_: &Cx, _: PartnershipId, _: &Option<StatementKind>) -> Option<Vec<CharterStatement>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<CharterStatement>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        CharterStatement::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The strategies that serve a goal, and served it, the latest first.
pub struct StrategiesOf;

impl Relation for StrategiesOf {
    type Key = GoalId;
    type Args = ();
    type Value = Vec<CharterStatement>;

    async fn load(cx: &Cx, keys: &[GoalId], (): &()) -> Result<HashMap<GoalId, Vec<CharterStatement>>> {
        let select = reads::visible(cx).filter(C::GoalId.is_in(keys.iter().copied()));
        let mut statements: HashMap<GoalId, Vec<CharterStatement>> = HashMap::new();
        for row in reads::latest_first(select).all(cx.app.db.read()).await? {
            if let Some(goal) = row.goal_id {
                statements
                    .entry(goal)
                    .or_default()
                    .push(CharterStatement::new(row));
            }
        }
        Ok(statements)
    }

    fn missing(_: &Cx, _: GoalId, (): &()) -> Option<Vec<CharterStatement>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<CharterStatement>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        CharterStatement::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The charter of a partnership on a day, or today: three statements for all.
pub struct CharterOf;

impl Relation for CharterOf {
    type Key = PartnershipId;
    type Args = Option<NaiveDate>;
    type Value = Charter;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        as_of: &Option<NaiveDate>,
    ) -> Result<HashMap<PartnershipId, Charter>> {
        let day = as_of.unwrap_or_else(|| cx.app.clock.today());
        let select = reads::visible(cx)
            .filter(C::PartnershipId.is_in(keys.iter().copied()))
            .filter(reads::holding_on(day));
        let mut statements: HashMap<PartnershipId, Vec<CharterStatement>> = HashMap::new();
        for row in reads::latest_first(select).all(cx.app.db.read()).await? {
            let statements = statements.entry(row.partnership_id).or_default();
            statements.push(CharterStatement::new(row));
        }
        let mut goals = goals_on(cx, keys, day).await?;
        let charter = |id: &PartnershipId| {
            let statements = statements.remove(id).unwrap_or_default();
            (
                *id,
                Charter::new(day, statements, goals.remove(id).unwrap_or_default()),
            )
        };
        Ok(keys.iter().map(charter).collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Charter>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Charter::fill(cx, values, selection)
    }
}

/// The goals that count on a day, each as it was worded then.
async fn goals_on(
    cx: &Cx,
    keys: &[PartnershipId],
    day: NaiveDate,
) -> Result<HashMap<PartnershipId, Vec<CharterGoal>>> {
    let rows = goals::reads::counting_on(cx, keys, day).await?;
    let ids: Vec<GoalId> = rows.iter().map(|row| row.id).collect();
    let mut wordings = goals::reads::wordings(cx, &ids).await?;
    let mut goals: HashMap<PartnershipId, Vec<CharterGoal>> = HashMap::new();
    for row in rows {
        let wordings = wordings.remove(&row.id).unwrap_or_default();
        let then = wordings.into_iter().rfind(|wording| wording.from_on <= day);
        let goals = goals.entry(row.partnership_id).or_default();
        goals.push(CharterGoal::new(Goal::new(row), then));
    }
    Ok(goals)
}
