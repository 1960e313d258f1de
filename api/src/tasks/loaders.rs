//! Relations of tasks, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    ids::{EmployerId, MeetingId, PartnershipId, RecommendationId, TaskId, UserId},
    task::{self, TaskState},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, Select};

use super::{
    reads,
    types::{self, Task},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Keys, PageArgs},
    prefetch::{Arguments, Fill, PageOf, Relation, Selection},
};

/// The task with an id.
pub struct TaskOf;

impl Relation for TaskOf {
    type Key = TaskId;
    type Args = ();
    type Value = Task;

    async fn load(cx: &Cx, keys: &[TaskId], (): &()) -> Result<HashMap<TaskId, Task>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows.into_iter().map(|(id, row)| (id, Task::new(row))).collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Task>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Task::fill(cx, values, selection)
    }
}

/// Which tasks of a parent are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaskArgs {
    page: PageArgs,
    state: Option<Vec<TaskState>>,
}

impl TaskArgs {
    /// From the arguments of a field.
    pub fn new(page: PageArgs, state: Option<Vec<types::TaskState>>) -> Self {
        let state = state.map(|list| list.into_iter().map(Into::into).collect());
        Self { page, state }
    }

    /// From the arguments that look-ahead sees.
    pub fn ahead(arguments: &Arguments) -> Self {
        Self::new(PageArgs::ahead(arguments), arguments.get("state"))
    }

    fn select(&self, cx: &Cx) -> Select<task::Entity> {
        let all = reads::live(cx);
        match &self.state {
            Some(list) => all.filter(task::Column::State.is_in(list.iter().copied())),
            None => all,
        }
    }
}

/// Declares the live tasks of a parent, the first due first: by the column `$column`, read from `$field`.
macro_rules! tasks_of {
    ($(#[doc = $doc:literal])+ $name:ident, $id:ident, $column:ident, $field:ident) => {
        $(#[doc = $doc])+
        pub struct $name;

        impl PageOf for $name {
            type Parent = $id;
            type Args = TaskArgs;
            type Entity = task::Entity;
            type Node = Task;

            const PARENT: task::Column = task::Column::$column;

            fn parent(row: &task::Model) -> Option<$id> {
                row.$field
            }

            fn select(cx: &Cx, args: &TaskArgs) -> Select<task::Entity> {
                args.select(cx)
            }

            fn keys() -> Keys<task::Entity> {
                reads::keys(Vec::new())
            }

            fn page(args: &TaskArgs) -> &PageArgs {
                &args.page
            }

            fn node(row: task::Model) -> Task {
                Task::new(row)
            }
        }
    };
}

tasks_of!(
    /// What concerns an employer.
    TasksOfEmployer, EmployerId, EmployerId, employer_id
);
tasks_of!(
    /// What was agreed at a meeting.
    TasksOfMeeting, MeetingId, MeetingId, meeting_id
);
tasks_of!(
    /// The work of a partnership.
    TasksOfPartnership, PartnershipId, PartnershipId, partnership_id
);
tasks_of!(
    /// What puts a piece of advice into practice.
    TasksOfRecommendation, RecommendationId, RecommendationId, recommendation_id
);
tasks_of!(
    /// What a user has taken on.
    TasksOfUser, UserId, OwnerUserId, owner_user_id
);
