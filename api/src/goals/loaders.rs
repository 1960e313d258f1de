//! Relations of goals, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    goal::{self, Column as C},
    goal_progress,
    ids::{GoalId, PartnershipId},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QueryTrait, Select};

use super::{
    reads,
    types::{Goal, GoalProgress, GoalState, GoalWording},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Arguments, Fill, Relation, Selection},
};

/// The goal with an id: the other end of every `goal`.
pub struct GoalOf;

impl Relation for GoalOf {
    type Key = GoalId;
    type Args = ();
    type Value = Goal;

    async fn load(cx: &Cx, keys: &[GoalId], (): &()) -> Result<HashMap<GoalId, Goal>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows.into_iter().map(|(id, row)| (id, Goal::new(row))).collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Goal>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Goal::fill(cx, values, selection)
    }
}

/// The live goals that a goal follows, in the order they were adopted.
pub struct FollowsOf;

impl Relation for FollowsOf {
    type Key = GoalId;
    type Args = ();
    type Value = Vec<Goal>;

    async fn load(cx: &Cx, keys: &[GoalId], (): &()) -> Result<HashMap<GoalId, Vec<Goal>>> {
        let rows = reads::live(cx)
            .filter(C::FollowedById.is_in(keys.iter().copied()))
            .order_by_asc(C::AdoptedOn)
            .order_by_asc(C::Id)
            .all(cx.app.db.read())
            .await?;
        let mut goals: HashMap<GoalId, Vec<Goal>> = HashMap::new();
        for row in rows {
            if let Some(next) = row.followed_by_id {
                goals.entry(next).or_default().push(Goal::new(row));
            }
        }
        Ok(goals)
    }

    fn missing(_: &Cx, _: GoalId, (): &()) -> Option<Vec<Goal>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<Goal>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Goal::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// All wordings of a goal, the first one first.
pub struct WordingsOf;

impl Relation for WordingsOf {
    type Key = GoalId;
    type Args = ();
    type Value = Vec<GoalWording>;

    async fn load(cx: &Cx, keys: &[GoalId], (): &()) -> Result<HashMap<GoalId, Vec<GoalWording>>> {
        let wordings = reads::wordings(cx, keys).await?;
        Ok(wordings
            .into_iter()
            .map(|(id, rows)| (id, rows.into_iter().map(Into::into).collect()))
            .collect())
    }

    fn missing(_: &Cx, _: GoalId, (): &()) -> Option<Vec<GoalWording>> {
        Some(Vec::new())
    }
}

/// Which page of which goals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct GoalArgs {
    /// The page.
    pub page: PageArgs,
    /// Those that stand so.
    pub state: Option<goal::GoalState>,
}

impl GoalArgs {
    /// What the arguments of a field say.
    pub fn new(page: PageArgs, state: Option<GoalState>) -> Self {
        let state = state.map(Into::into);
        Self { page, state }
    }

    /// What look-ahead sees in a field's arguments.
    pub fn ahead(arguments: &Arguments) -> Self {
        Self::new(PageArgs::ahead(arguments), arguments.get("state"))
    }

    fn on(&self, select: Select<goal::Entity>) -> Select<goal::Entity> {
        select.apply_if(self.state, |select, state| select.filter(C::State.eq(state)))
    }
}

/// The live goals of a partnership, the next one due first.
pub struct GoalsOfPartnership;

impl Relation for GoalsOfPartnership {
    type Key = PartnershipId;
    type Args = GoalArgs;
    type Value = Connection<Goal>;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        args: &GoalArgs,
    ) -> Result<HashMap<PartnershipId, Self::Value>> {
        let slices = paging::fetch_each(
            cx.app.db.read(),
            args.on(reads::live(cx))
                .filter(C::PartnershipId.is_in(keys.iter().copied())),
            C::PartnershipId,
            |row| Some(row.partnership_id),
            &reads::keys(Vec::new()),
            &args.page,
        )
        .await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, goals(cx, id, args, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: PartnershipId, args: &GoalArgs) -> Option<Self::Value> {
        Some(goals(cx, key, args, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn goals(cx: &Cx, id: PartnershipId, args: &GoalArgs, slice: Slice<goal::Model>) -> Connection<Goal> {
    let all = args.on(reads::live(cx)).filter(C::PartnershipId.eq(id));
    Connection::new(slice.map(Goal::new), paging::counter(cx, all))
}

/// The progress entries of a goal, the latest first.
pub struct ProgressOf;

impl Relation for ProgressOf {
    type Key = GoalId;
    type Args = PageArgs;
    type Value = Connection<GoalProgress>;

    async fn load(cx: &Cx, keys: &[GoalId], page: &PageArgs) -> Result<HashMap<GoalId, Self::Value>> {
        use goal_progress::Column::GoalId as Of;
        let slices = paging::fetch_each(
            cx.app.db.read(),
            reads::visible_progress(cx).filter(Of.is_in(keys.iter().copied())),
            Of,
            |row| Some(row.goal_id),
            &reads::latest_first(),
            page,
        )
        .await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, progress(cx, id, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: GoalId, _: &PageArgs) -> Option<Self::Value> {
        Some(progress(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn progress(cx: &Cx, id: GoalId, slice: Slice<goal_progress::Model>) -> Connection<GoalProgress> {
    let all = reads::visible_progress(cx).filter(goal_progress::Column::GoalId.eq(id));
    Connection::new(slice.map(GoalProgress::new), paging::counter(cx, all))
}
