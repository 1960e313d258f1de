//! Tasks as GraphQL shows them.

mod payloads;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entities::task;
use futures_util::future::BoxFuture;

use crate::{
    accounts::{loaders::UserOf, types::User},
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    contacts::{loaders::ContactOf, types::Contact},
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    meetings::{loaders::MeetingOf, types::Meeting},
    partnerships::{loaders::PartnershipOf, types::Partnership},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    recommendations::{loaders::RecommendationOf, types::Recommendation},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

pub use payloads::{
    TaskCompletePayload, TaskCreatePayload, TaskDropPayload, TaskReopenPayload, TaskRestorePayload,
    TaskTrashPayload, TaskUpdatePayload,
};

/// What kind of thing was agreed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::task::TaskKind")]
pub enum TaskKind {
    /// Somebody does something.
    Action,
    /// Something was decided and is carried out.
    Decision,
}

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::task::TaskState")]
pub enum TaskState {
    /// To be done.
    Open,
    /// Done.
    Done,
    /// Given up, for a reason.
    Dropped,
}

/// A task.
#[derive(Clone)]
pub struct Task {
    row: task::Model,
    partnership: Related<PartnershipOf>,
    meeting: Related<MeetingOf>,
    recommendation: Related<RecommendationOf>,
    employer: Related<EmployerOf>,
    agency: Related<AgencyOf>,
    owner_user: Related<UserOf>,
    owner_contact: Related<ContactOf>,
}

impl Task {
    /// The task of a row.
    pub fn new(row: task::Model) -> Self {
        Self {
            row,
            partnership: Related::default(),
            meeting: Related::default(),
            recommendation: Related::default(),
            employer: Related::default(),
            agency: Related::default(),
            owner_user: Related::default(),
            owner_contact: Related::default(),
        }
    }
}

impl Fill for Task {
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
                |node| node.row.partnership_id,
                |node| &mut node.partnership,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "meeting",
                |node| node.row.meeting_id,
                |node| &mut node.meeting,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "recommendation",
                |node| node.row.recommendation_id,
                |node| &mut node.recommendation,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "employer",
                |node| node.row.employer_id,
                |node| &mut node.employer,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "agency",
                |node| Some(node.row.agency_id),
                |node| &mut node.agency,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "ownerUser",
                |node| node.row.owner_user_id,
                |node| &mut node.owner_user,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "ownerContact",
                |node| node.row.owner_contact_id,
                |node| &mut node.owner_contact,
            )
            .await
        })
    }
}

/// A decision or an action that somebody agreed to, with an owner and a day.
#[Object]
impl Task {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// What kind of thing it is.
    async fn kind(&self) -> TaskKind {
        self.row.kind.into()
    }

    /// What is to be done or was decided.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// More about it.
    async fn description(&self) -> Option<&str> {
        self.row.description.as_deref()
    }

    /// The partnership whose work it is.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        self.partnership
            .get(ctx, self.row.partnership_id?, ())
            .await
            .transpose()
    }

    /// The meeting at which it was agreed.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Arc<Meeting>>> {
        self.meeting.get(ctx, self.row.meeting_id?, ()).await.transpose()
    }

    /// The advice it puts into practice.
    async fn recommendation(&self, ctx: &Context<'_>) -> Option<Result<Arc<Recommendation>>> {
        self.recommendation
            .get(ctx, self.row.recommendation_id?, ())
            .await
            .transpose()
    }

    /// The employer it concerns.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer
            .get(ctx, self.row.employer_id?, ())
            .await
            .transpose()
    }

    /// The agency that follows it up.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// Who does it, when that is a user.
    async fn owner_user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.owner_user
            .get(ctx, self.row.owner_user_id?, ())
            .await
            .transpose()
    }

    /// Who does it, when that is a contact.
    async fn owner_contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.owner_contact
            .get(ctx, self.row.owner_contact_id?, ())
            .await
            .transpose()
    }

    /// The last day on which it is done in time; null when no day was agreed.
    async fn due_on(&self) -> Option<Date> {
        self.row.due_on.map(Date)
    }

    /// Whether it is open today (UTC) although its last day has passed.
    async fn is_overdue(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        let today = Cx::of(ctx)?.app.clock.today();
        Ok(self.row.state == task::TaskState::Open && self.row.sort_due_on < today)
    }

    /// Where it stands.
    async fn state(&self) -> TaskState {
        self.row.state.into()
    }

    /// The day it was done or dropped.
    async fn closed_on(&self) -> Option<Date> {
        self.row.closed_on.map(Date)
    }

    /// What came of it, or why it was dropped.
    async fn outcome(&self) -> Option<&str> {
        self.row.outcome.as_deref()
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

    /// What you may do with it. Its owner may say that it is done without being allowed to change it.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let (cx, manage) = (Cx::of(ctx)?, Action::TaskManage);
        Ok(RecordPermissions::of(
            cx,
            manage,
            manage,
            Some(self.row.agency_id),
        ))
    }
}
