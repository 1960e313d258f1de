//! An action team.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::action_team;
use futures_util::future::BoxFuture;

use super::ActionTeamMember;
use crate::{
    action_teams::loaders::PeopleOf,
    app::Cx,
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    priorities::{loaders::PriorityOf, types::Priority},
    scalars::Instant,
};

/// An action team.
#[derive(Clone)]
pub struct ActionTeam {
    row: action_team::Model,
    priority: Related<PriorityOf>,
    people: Related<PeopleOf>,
}

impl ActionTeam {
    /// The team of a row.
    pub fn new(row: action_team::Model) -> Self {
        Self {
            row,
            priority: Related::default(),
            people: Related::default(),
        }
    }
}

impl Fill for ActionTeam {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let priority = |node: &Self| Some(node.row.priority_id);
            prefetch::one(cx, nodes, selection, "priority", priority, |node| {
                &mut node.priority
            })
            .await?;
            let id = |node: &Self| node.row.id;
            prefetch::all(cx, nodes, selection, "members", id, |node| &mut node.people).await
        })
    }
}

/// The people who work on a priority.
#[Object]
impl ActionTeam {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The priority.
    async fn priority(&self, ctx: &Context<'_>) -> Option<Result<Arc<Priority>>> {
        self.priority.get(ctx, self.row.priority_id, ()).await.transpose()
    }

    /// Its name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Its people, in the order they were named.
    async fn members(&self, ctx: &Context<'_>) -> Result<Arc<Vec<ActionTeamMember>>, async_graphql::Error> {
        Ok(self.people.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }

    /// When it was added.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// Counts its changes: hand it back with an update, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// When it was put into the trash.
    async fn trashed_at(&self) -> Option<Instant> {
        self.row.trashed_at.map(Instant)
    }
}
