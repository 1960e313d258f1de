//! People who use Guildhall.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entities::user_account;
use futures_util::future::BoxFuture;

use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Fill, Related, Selection},
    scalars::Instant,
    tasks::{
        loaders::{TaskArgs, TasksOfUser},
        types::{Task, TaskState},
    },
};

/// What a person may do, from most to least. The exact permissions stand in the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::user_account::UserRole")]
pub enum UserRole {
    /// Runs the installation: users, agencies, reference data.
    Admin,
    /// Runs partnerships, besides all that staff do.
    Convener,
    /// Records the work with employers.
    Staff,
    /// Reads only.
    Viewer,
}

/// A person who uses Guildhall.
#[derive(Clone)]
pub struct User {
    row: user_account::Model,
    agency: Related<AgencyOf>,
    tasks: Related<TasksOfUser>,
}

impl User {
    /// The user of a row.
    pub fn new(row: user_account::Model) -> Self {
        Self {
            row,
            agency: Related::default(),
            tasks: Related::default(),
        }
    }
}

impl Fill for User {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            prefetch::one(
                cx,
                nodes,
                selection,
                "agency",
                |node| Some(node.row.agency_id),
                |node| &mut node.agency,
            )
            .await?;
            prefetch::relation(
                cx,
                nodes,
                selection,
                "tasks",
                |arguments| Some(TaskArgs::ahead(arguments)),
                |node| Some(node.row.id),
                |node| &mut node.tasks,
            )
            .await
        })
    }
}

/// A person who uses Guildhall, as colleagues in all agencies see them.
#[Object]
impl User {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The work e-mail address; the name one signs in with.
    async fn email(&self) -> &str {
        &self.row.email
    }

    /// What the person may do.
    async fn role(&self) -> UserRole {
        self.row.role.into()
    }

    /// The agency the person works for.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// Whether the person's access has ended.
    async fn is_disabled(&self) -> bool {
        self.row.disabled_at.is_some()
    }

    /// What the person has taken on, the first due first.
    async fn tasks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Those that stand at one of these; all when absent.")] state: Option<Vec<TaskState>>,
    ) -> Option<Result<Arc<Connection<Task>>>> {
        let args = TaskArgs::new(PageArgs::forward(first, after), state);
        self.tasks.get(ctx, self.row.id, args).await.transpose()
    }

    /// When the person was added.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When the person's record was last changed.
    async fn updated_at(&self) -> Instant {
        Instant(self.row.updated_at)
    }

    /// Counts the changes: hand it back with an update, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }
}
