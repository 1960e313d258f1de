//! Engagements as GraphQL shows them.

mod participant;
mod payloads;
mod touch;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entities::engagement;
use futures_util::future::BoxFuture;

use super::loaders::ParticipantsOf;
use crate::{
    accounts::{loaders::UserOf, types::User},
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    establishments::{loaders::EstablishmentOf, types::Establishment},
    partnerships::{loaders::PartnershipOf, types::Partnership},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};
pub use participant::EngagementParticipant;
pub use payloads::{
    EngagementLogPayload, EngagementRestorePayload, EngagementTrashPayload, EngagementUpdatePayload,
};
pub use touch::Touch;

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
    agency: Related<AgencyOf>,
    author: Related<UserOf>,
    establishment: Related<EstablishmentOf>,
    partnership: Related<PartnershipOf>,
    participants: Related<ParticipantsOf>,
}

impl Engagement {
    /// The engagement of a row.
    pub fn new(row: engagement::Model) -> Self {
        Self {
            row,
            employer: Related::default(),
            agency: Related::default(),
            author: Related::default(),
            establishment: Related::default(),
            partnership: Related::default(),
            participants: Related::default(),
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
                "author",
                |node| node.row.user_id,
                |node| &mut node.author,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "establishment",
                |node| node.row.establishment_id,
                |node| &mut node.establishment,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "partnership",
                |node| node.row.partnership_id,
                |node| &mut node.partnership,
            )
            .await?;
            prefetch::all(
                cx,
                nodes,
                selection,
                "participants",
                |node| node.row.id,
                |node| &mut node.participants,
            )
            .await
        })
    }
}

/// One dealing with an employer: a visit, a call, a letter. An activity, not yet a reportable service.
#[Object]
impl Engagement {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
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

    /// At which site of the employer.
    async fn establishment(&self, ctx: &Context<'_>) -> Option<Result<Arc<Establishment>>> {
        let id = self.row.establishment_id?;
        self.establishment.get(ctx, id, ()).await.transpose()
    }

    /// For which partnership.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        let id = self.row.partnership_id?;
        self.partnership.get(ctx, id, ()).await.transpose()
    }

    /// Whose log it is.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// Who wrote it; null when it was imported without an author.
    async fn author(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.author.get(ctx, self.row.user_id?, ()).await.transpose()
    }

    /// Who took part.
    async fn participants(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<EngagementParticipant>>, async_graphql::Error> {
        let participants = self.participants.get(ctx, self.row.id, ()).await?;
        Ok(participants.unwrap_or_default())
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
