//! A charter as it stands on a day.

use async_graphql::Object;
use chrono::NaiveDate;
use entities::{charter_statement::StatementKind, goal_wording};
use futures_util::future::BoxFuture;

use super::CharterStatement;
use crate::{
    app::Cx,
    error::Result,
    goals::types::Goal,
    prefetch::{Fill, Selection},
    scalars::Date,
};

/// What a partnership is for, as it stands on a day.
#[derive(Clone)]
pub struct Charter {
    day: NaiveDate,
    statements: Vec<CharterStatement>,
    goals: Vec<CharterGoal>,
}

impl Charter {
    /// The charter of a day on which these statements hold and these goals count.
    pub fn new(day: NaiveDate, statements: Vec<CharterStatement>, goals: Vec<CharterGoal>) -> Self {
        Self {
            day,
            statements,
            goals,
        }
    }

    fn of(&self, kind: StatementKind) -> impl Iterator<Item = &CharterStatement> {
        self.statements
            .iter()
            .filter(move |statement| statement.row().kind == kind)
    }
}

impl Fill for Charter {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let parts = [
                ("vision", StatementKind::Vision),
                ("mission", StatementKind::Mission),
                ("strategies", StatementKind::Strategy),
            ];
            for (name, kind) in parts {
                let below = selection.field(name);
                let all = nodes.iter_mut().flat_map(|node| &mut node.statements);
                let statements = all.filter(|statement| statement.row().kind == kind).collect();
                CharterStatement::fill(cx, statements, &below).await?;
            }
            let below = selection.field("goals").field("goal");
            let goals = nodes.iter_mut().flat_map(|node| &mut node.goals);
            Goal::fill(cx, goals.map(|goal| &mut goal.goal).collect(), &below).await
        })
    }
}

/// What a partnership is for, as it stands on a day.
#[Object]
impl Charter {
    /// The day.
    async fn as_of(&self) -> Date {
        Date(self.day)
    }

    /// What it wants to reach; null when none was adopted.
    async fn vision(&self) -> Option<&CharterStatement> {
        self.of(StatementKind::Vision).next()
    }

    /// Why it is there; null when none was adopted.
    async fn mission(&self) -> Option<&CharterStatement> {
        self.of(StatementKind::Mission).next()
    }

    /// How it goes about it, the latest first.
    async fn strategies(&self) -> Vec<&CharterStatement> {
        self.of(StatementKind::Strategy).collect()
    }

    /// The goals that were adopted by that day and neither completed nor dropped, the next one due first.
    async fn goals(&self) -> &[CharterGoal] {
        &self.goals
    }
}

/// A goal as it was worded on the day of a charter.
#[derive(Clone)]
pub struct CharterGoal {
    goal: Goal,
    wording: Option<goal_wording::Model>,
}

impl CharterGoal {
    /// A goal and its wording of that day.
    pub fn new(goal: Goal, wording: Option<goal_wording::Model>) -> Self {
        Self { goal, wording }
    }
}

/// A goal as it was worded on the day of a charter.
#[Object]
impl CharterGoal {
    /// The goal as it is now.
    async fn goal(&self) -> &Goal {
        &self.goal
    }

    /// What was to be reached.
    async fn title(&self) -> &str {
        let then = self.wording.as_ref().map(|wording| &wording.title);
        then.unwrap_or(&self.goal.row().title)
    }

    /// What was to show that it is reached.
    async fn target(&self) -> Option<&str> {
        match &self.wording {
            Some(wording) => wording.target.as_deref(),
            None => self.goal.row().target.as_deref(),
        }
    }

    /// The day by which it should have been reached.
    async fn due_on(&self) -> Option<Date> {
        match &self.wording {
            Some(wording) => wording.due_on.map(Date),
            None => self.goal.row().due_on.map(Date),
        }
    }
}
