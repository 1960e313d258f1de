//! A priority.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::priority;
use futures_util::future::BoxFuture;

use super::{PriorityChampion, PriorityState};
use crate::{
    action_teams::{loaders::TeamsOf, types::ActionTeam},
    app::Cx,
    error::Result,
    partnerships::{loaders::PartnershipOf, types::Partnership},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    priorities::loaders::ChampionsOf,
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

/// A priority.
#[derive(Clone)]
pub struct Priority {
    row: priority::Model,
    partnership: Related<PartnershipOf>,
    champions: Related<ChampionsOf>,
    action_teams: Related<TeamsOf>,
}

impl Priority {
    /// The priority of a row.
    pub fn new(row: priority::Model) -> Self {
        Self {
            row,
            partnership: Related::default(),
            champions: Related::default(),
            action_teams: Related::default(),
        }
    }
}

impl Fill for Priority {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let partnership = |node: &Self| Some(node.row.partnership_id);
            prefetch::one(cx, nodes, selection, "partnership", partnership, |node| {
                &mut node.partnership
            })
            .await?;
            prefetch::relation(
                cx,
                nodes,
                selection,
                "champions",
                |arguments| Some(arguments.get::<Date>("activeOn").map(|day| day.0)),
                |node| Some(node.row.id),
                |node| &mut node.champions,
            )
            .await?;
            let id = |node: &Self| node.row.id;
            prefetch::all(cx, nodes, selection, "actionTeams", id, |node| {
                &mut node.action_teams
            })
            .await
        })
    }
}

/// What a partnership works on first, as its business members named it.
#[Object]
impl Priority {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The partnership.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        self.partnership
            .get(ctx, self.row.partnership_id, ())
            .await
            .transpose()
    }

    /// What is to be done, in a line.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// More about it (Markdown).
    async fn description(&self) -> Option<&str> {
        self.row.description.as_deref()
    }

    /// Its place in the list, from small to large.
    async fn position(&self) -> i32 {
        self.row.position
    }

    /// The first day it counts.
    async fn adopted_on(&self) -> Date {
        Date(self.row.adopted_on)
    }

    /// How it stands.
    async fn state(&self) -> PriorityState {
        self.row.state.into()
    }

    /// The day it was done or dropped; null while it is open.
    async fn closed_on(&self) -> Option<Date> {
        self.row.closed_on.map(Date)
    }

    /// What became of it, or why it was given up; null while it is open.
    async fn outcome(&self) -> Option<&str> {
        self.row.outcome.as_deref()
    }

    /// The businesses that carry it, in the order they began: on that day, or ever.
    async fn champions(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Those who carry it on this day and are members on it; all there ever were when absent."
        )]
        active_on: Option<Date>,
    ) -> Result<Arc<Vec<PriorityChampion>>, async_graphql::Error> {
        let day = active_on.map(|day| day.0);
        let champions = self.champions.get(ctx, self.row.id, day).await?;
        Ok(champions.unwrap_or_default())
    }

    /// The live teams that work on it, in the order they were formed.
    async fn action_teams(&self, ctx: &Context<'_>) -> Result<Arc<Vec<ActionTeam>>, async_graphql::Error> {
        let teams = self.action_teams.get(ctx, self.row.id, ()).await?;
        Ok(teams.unwrap_or_default())
    }

    /// When it was added.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it was last changed.
    async fn updated_at(&self) -> Instant {
        Instant(self.row.updated_at)
    }

    /// Counts its changes: hand it back with an update, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// When it was put into the trash.
    async fn trashed_at(&self) -> Option<Instant> {
        self.row.trashed_at.map(Instant)
    }

    /// What you may do with it.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let action = Action::CharterUpdate;
        Ok(RecordPermissions::of(Cx::of(ctx)?, action, action, None))
    }
}
