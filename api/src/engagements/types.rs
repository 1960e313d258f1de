//! Engagements as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entities::engagement;
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    audit::FieldChange,
    employers::{loaders::EmployerOf, types::Employer},
    error::{Result, UserError},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

/// How an engagement happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::engagement::EngagementChannel")]
pub enum EngagementChannel {
    /// A visit at the employer's site.
    SiteVisit,
    /// A meeting elsewhere or online.
    Meeting,
    /// A telephone call.
    Phone,
    /// An e-mail to a person.
    Email,
    /// A mailing to many. It is no contact: it does not move an employer's `lastContactAt`.
    MassCommunication,
    /// An event such as a job fair.
    Event,
    /// The employer filled in a form.
    Form,
    /// A letter by post.
    Letter,
}

/// Who may read an engagement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::engagement::EngagementVisibility")]
pub enum EngagementVisibility {
    /// Every agency.
    Network,
    /// The agency whose log it is.
    Agency,
    /// Its author and administrators: confidential business information.
    Restricted,
}

/// An engagement.
#[derive(Clone)]
pub struct Engagement {
    row: engagement::Model,
    employer: Related<EmployerOf>,
}

impl Engagement {
    /// The engagement of a row.
    pub fn new(row: engagement::Model) -> Self {
        Self {
            row,
            employer: Related::default(),
        }
    }
}

impl Fill for Engagement {
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
                "employer",
                |node| Some(node.row.employer_id),
                |node| &mut node.employer,
            )
            .await
        })
    }
}

/// One dealing with an employer: a visit, a call, a letter. An activity, not yet a reportable service.
#[Object]
impl Engagement {
    /// The id.
    pub async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// How it happened.
    async fn channel(&self) -> EngagementChannel {
        self.row.channel.into()
    }

    /// When it happened.
    async fn occurred_at(&self) -> Instant {
        Instant(self.row.occurred_at)
    }

    /// With whom.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer.get(ctx, self.row.employer_id, ()).await.transpose()
    }

    /// What it was about, in one line.
    async fn subject(&self) -> &str {
        &self.row.subject
    }

    /// What was said, in Markdown.
    async fn body(&self) -> Option<&str> {
        self.row.body.as_deref()
    }

    /// What is to be done next. A step that is done is cleared.
    async fn next_step(&self) -> Option<&str> {
        self.row.next_step.as_deref()
    }

    /// The day by which the next step is to be done.
    async fn next_step_due_on(&self) -> Option<Date> {
        self.row.next_step_due_on.map(Date)
    }

    /// Who may read it.
    async fn visibility(&self) -> EngagementVisibility {
        self.row.visibility.into()
    }

    /// When it was logged.
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
        let cx = ctx.data::<Cx>()?;
        let log = Action::EngagementLog;
        Ok(RecordPermissions::of(cx, log, log, Some(self.row.agency_id)))
    }
}

/// What became of logging an engagement.
#[derive(SimpleObject)]
pub struct EngagementLogPayload {
    /// The new engagement; null when nothing was logged.
    pub engagement: Option<Engagement>,
    /// What to mend; empty when it was logged.
    pub user_errors: Vec<UserError>,
}

/// What became of changing an engagement.
#[derive(SimpleObject)]
pub struct EngagementUpdatePayload {
    /// The engagement as stored now; after a `CONFLICT` as somebody else left it.
    pub engagement: Option<Engagement>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting an engagement into the trash.
#[derive(SimpleObject)]
pub struct EngagementTrashPayload {
    /// The engagement as stored now.
    pub engagement: Option<Engagement>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking an engagement out of the trash.
#[derive(SimpleObject)]
pub struct EngagementRestorePayload {
    /// The engagement as stored now.
    pub engagement: Option<Engagement>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
