//! A goal.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::goal;
use futures_util::future::BoxFuture;

use super::{GoalProgress, GoalState, GoalSuccessor, GoalWording};
use crate::{
    app::Cx,
    charters::{loaders::StrategiesOf, types::CharterStatement},
    error::Result,
    goals::loaders::{FollowsOf, GoalOf, ProgressOf, WordingsOf},
    memberships::{loaders::MembershipOf, types::Membership},
    paging::{Connection, PageArgs},
    partnerships::{loaders::PartnershipOf, types::Partnership},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

/// A goal.
#[derive(Clone)]
pub struct Goal {
    row: goal::Model,
    partnership: Related<PartnershipOf>,
    owner: Related<MembershipOf>,
    backup: Related<MembershipOf>,
    successor: Related<GoalOf>,
    follows: Related<FollowsOf>,
    strategies: Related<StrategiesOf>,
    wordings: Related<WordingsOf>,
    progress: Related<ProgressOf>,
}

impl Goal {
    /// The goal of a row.
    pub fn new(row: goal::Model) -> Self {
        Self {
            row,
            partnership: Related::default(),
            owner: Related::default(),
            backup: Related::default(),
            successor: Related::default(),
            follows: Related::default(),
            strategies: Related::default(),
            wordings: Related::default(),
            progress: Related::default(),
        }
    }

    /// The row.
    pub fn row(&self) -> &goal::Model {
        &self.row
    }
}

impl Fill for Goal {
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
                "partnership",
                |node| Some(node.row.partnership_id),
                |node| &mut node.partnership,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "owner",
                |node| node.row.owner_membership_id,
                |node| &mut node.owner,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "backup",
                |node| node.row.backup_membership_id,
                |node| &mut node.backup,
            )
            .await?;
            fill_others(cx, nodes, selection).await?;
            prefetch::all(
                cx,
                nodes,
                selection,
                "wordings",
                |node| node.row.id,
                |node| &mut node.wordings,
            )
            .await?;
            prefetch::page(
                cx,
                nodes,
                selection,
                "progress",
                |node| node.row.id,
                |node| &mut node.progress,
            )
            .await
        })
    }
}

/// What comes after, what came before, and what serves it.
async fn fill_others(cx: &Cx, nodes: &mut [&mut Goal], selection: &Selection<'_>) -> Result<()> {
    let successor = selection.field("successor");
    let followed_by = |node: &Goal| node.row.followed_by_id;
    prefetch::one(cx, nodes, &successor, "goal", followed_by, |node| {
        &mut node.successor
    })
    .await?;
    let id = |node: &Goal| node.row.id;
    prefetch::all(cx, nodes, selection, "follows", id, |node| &mut node.follows).await?;
    prefetch::all(cx, nodes, selection, "strategies", id, |node| {
        &mut node.strategies
    })
    .await
}

/// What a partnership wants to have reached.
#[Object]
impl Goal {
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

    /// What is to be reached, in a line.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// More about it (Markdown).
    async fn description(&self) -> Option<&str> {
        self.row.description.as_deref()
    }

    /// What shows that it is reached.
    async fn target(&self) -> Option<&str> {
        self.row.target.as_deref()
    }

    /// The day by which it should be reached.
    async fn due_on(&self) -> Option<Date> {
        self.row.due_on.map(Date)
    }

    /// Whether it is open and its due day has passed (UTC).
    async fn is_overdue(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        let today = Cx::of(ctx)?.app.clock.today();
        let is_late = self.row.due_on.is_some_and(|due| due < today);
        Ok(is_late && self.row.state == goal::GoalState::Open)
    }

    /// The member that carries it.
    async fn owner(&self, ctx: &Context<'_>) -> Option<Result<Arc<Membership>>> {
        self.owner
            .get(ctx, self.row.owner_membership_id?, ())
            .await
            .transpose()
    }

    /// The member that takes it over when the owner cannot.
    async fn backup(&self, ctx: &Context<'_>) -> Option<Result<Arc<Membership>>> {
        self.backup
            .get(ctx, self.row.backup_membership_id?, ())
            .await
            .transpose()
    }

    /// The first day it counts.
    async fn adopted_on(&self) -> Date {
        Date(self.row.adopted_on)
    }

    /// How it stands.
    async fn state(&self) -> GoalState {
        self.row.state.into()
    }

    /// The day it was completed or dropped; null while it is open.
    async fn closed_on(&self) -> Option<Date> {
        self.row.closed_on.map(Date)
    }

    /// What was learned; null until it is completed.
    async fn learned(&self) -> Option<&str> {
        self.row.learned.as_deref()
    }

    /// Why it was dropped; null when it was not.
    async fn dropped_because(&self) -> Option<&str> {
        self.row.dropped_because.as_deref()
    }

    /// What follows it; null until it is completed.
    async fn successor(&self) -> Option<GoalSuccessor> {
        let is_completed = self.row.state == goal::GoalState::Completed;
        is_completed.then(|| GoalSuccessor {
            id: self.row.followed_by_id,
            none_because: self.row.no_successor_because.clone(),
            goal: self.successor.clone(),
        })
    }

    /// The completed goals that it follows, in the order they were adopted.
    async fn follows(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Goal>>, async_graphql::Error> {
        Ok(self.follows.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }

    /// The strategies that serve it today and served it, the latest first.
    async fn strategies(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<CharterStatement>>, async_graphql::Error> {
        Ok(self
            .strategies
            .get(ctx, self.row.id, ())
            .await?
            .unwrap_or_default())
    }

    /// How it was worded and is, the first wording first.
    async fn wordings(&self, ctx: &Context<'_>) -> Result<Arc<Vec<GoalWording>>, async_graphql::Error> {
        Ok(self.wordings.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }

    /// How far it came, the latest entry first.
    async fn progress(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<GoalProgress>>>> {
        let args = PageArgs::forward(first, after);
        self.progress.get(ctx, self.row.id, args).await.transpose()
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
        let cx = Cx::of(ctx)?;
        let action = Action::CharterUpdate;
        Ok(RecordPermissions::of(cx, action, action, None))
    }
}
