//! Relations of action teams, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    action_team::Column as C,
    action_team_member::Column as P,
    ids::{ActionTeamId, PriorityId},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use super::{
    reads,
    types::{ActionTeam, ActionTeamMember},
};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The action team with an id.
pub struct TeamOf;

impl Relation for TeamOf {
    type Key = ActionTeamId;
    type Args = ();
    type Value = ActionTeam;

    async fn load(cx: &Cx, keys: &[ActionTeamId], (): &()) -> Result<HashMap<ActionTeamId, ActionTeam>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, ActionTeam::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut ActionTeam>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        ActionTeam::fill(cx, values, selection)
    }
}

/// The live teams that work on a priority, in the order they were formed.
pub struct TeamsOf;

impl Relation for TeamsOf {
    type Key = PriorityId;
    type Args = ();
    type Value = Vec<ActionTeam>;

    async fn load(cx: &Cx, keys: &[PriorityId], (): &()) -> Result<HashMap<PriorityId, Vec<ActionTeam>>> {
        let rows = reads::visible(cx)
            .filter(C::TrashedAt.is_null())
            .filter(C::PriorityId.is_in(keys.iter().copied()))
            .order_by_asc(C::Id)
            .all(cx.app.db.read())
            .await?;
        let mut teams: HashMap<PriorityId, Vec<ActionTeam>> = HashMap::new();
        for row in rows {
            teams
                .entry(row.priority_id)
                .or_default()
                .push(ActionTeam::new(row));
        }
        Ok(teams)
    }

    fn missing(_: &Cx, _: PriorityId, (): &()) -> Option<Vec<ActionTeam>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<ActionTeam>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        ActionTeam::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The people of an action team, in the order they were named.
pub struct PeopleOf;

impl Relation for PeopleOf {
    type Key = ActionTeamId;
    type Args = ();
    type Value = Vec<ActionTeamMember>;

    async fn load(
        cx: &Cx,
        keys: &[ActionTeamId],
        (): &(),
    ) -> Result<HashMap<ActionTeamId, Vec<ActionTeamMember>>> {
        let rows = reads::visible_people(cx)
            .filter(P::ActionTeamId.is_in(keys.iter().copied()))
            .order_by_asc(P::Id)
            .all(cx.app.db.read())
            .await?;
        let mut people: HashMap<ActionTeamId, Vec<ActionTeamMember>> = HashMap::new();
        for row in rows {
            let people = people.entry(row.action_team_id).or_default();
            people.push(ActionTeamMember::new(row));
        }
        Ok(people)
    }

    fn missing(_: &Cx, _: ActionTeamId, (): &()) -> Option<Vec<ActionTeamMember>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<ActionTeamMember>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        ActionTeamMember::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}
