//! Recommendations as GraphQL shows them.

mod payloads;
mod stats;
mod step;
mod values;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::recommendation;
use futures_util::future::BoxFuture;

use super::{loaders::StepsOf, ops::way};
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    contacts::{loaders::ContactOf, types::Contact},
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    meetings::{loaders::MeetingOf, types::Meeting},
    paging::{Connection, PageArgs},
    partnerships::{loaders::PartnershipOf, types::Partnership},
    policy::{Action, Owner},
    prefetch::{self, Fill, Related, Selection},
    programs::{loaders::ProgramOf, types::Program},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
    tasks::{
        loaders::{TaskArgs, TasksOfRecommendation},
        types::{Task, TaskState},
    },
    topics::{loaders::TopicOf, types::Topic},
};

pub use payloads::{
    RecommendationDecidePayload, RecommendationImplementPayload, RecommendationRecordPayload,
    RecommendationReopenPayload, RecommendationReportBackPayload, RecommendationRestorePayload,
    RecommendationTrashPayload, RecommendationUpdatePayload,
};
pub use stats::{DispositionCount, RecommendationStats};
pub use step::RecommendationStep;
pub use values::{RecommendationDecision, RecommendationDisposition};

/// A recommendation.
#[derive(Clone)]
pub struct Recommendation {
    row: recommendation::Model,
    topic: Related<TopicOf>,
    contact: Related<ContactOf>,
    employer: Related<EmployerOf>,
    program: Related<ProgramOf>,
    meeting: Related<MeetingOf>,
    partnership: Related<PartnershipOf>,
    agency: Related<AgencyOf>,
    steps: Related<StepsOf>,
    tasks: Related<TasksOfRecommendation>,
}

impl Recommendation {
    /// The recommendation of a row.
    pub fn new(row: recommendation::Model) -> Self {
        Self {
            row,
            topic: Related::default(),
            contact: Related::default(),
            employer: Related::default(),
            program: Related::default(),
            meeting: Related::default(),
            partnership: Related::default(),
            agency: Related::default(),
            steps: Related::default(),
            tasks: Related::default(),
        }
    }
}

impl Fill for Recommendation {
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
                "topic",
                |node| node.row.topic_id,
                |node| &mut node.topic,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "contact",
                |node| node.row.contact_id,
                |node| &mut node.contact,
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
                "program",
                |node| node.row.program_id,
                |node| &mut node.program,
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
                "partnership",
                |node| node.row.partnership_id,
                |node| &mut node.partnership,
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
            prefetch::all(
                cx,
                nodes,
                selection,
                "steps",
                |node| node.row.id,
                |node| &mut node.steps,
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

/// One piece of advice from an employer or a board, and what became of it: you said, we did.
#[Object]
impl Recommendation {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// What was advised, in Markdown.
    async fn text(&self) -> &str {
        &self.row.text
    }

    /// What it is about.
    async fn topic(&self, ctx: &Context<'_>) -> Option<Result<Arc<Topic>>> {
        self.topic.get(ctx, self.row.topic_id?, ()).await.transpose()
    }

    /// Who said it; null when nobody noted the person.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.contact.get(ctx, self.row.contact_id?, ()).await.transpose()
    }

    /// For which employer it was said.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer
            .get(ctx, self.row.employer_id?, ())
            .await
            .transpose()
    }

    /// The program it is about.
    async fn program(&self, ctx: &Context<'_>) -> Option<Result<Arc<Program>>> {
        self.program.get(ctx, self.row.program_id?, ()).await.transpose()
    }

    /// The meeting at which it was said.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Arc<Meeting>>> {
        self.meeting.get(ctx, self.row.meeting_id?, ()).await.transpose()
    }

    /// The partnership or board to which it was said.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        self.partnership
            .get(ctx, self.row.partnership_id?, ())
            .await
            .transpose()
    }

    /// The agency that has to answer.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// The day it was said.
    async fn said_on(&self) -> Date {
        Date(self.row.said_on)
    }

    /// The last day on which it closes in time: twelve months after it was said.
    async fn close_by_on(&self) -> Date {
        Date(self.row.close_by_on)
    }

    /// Where it stands.
    async fn disposition(&self) -> RecommendationDisposition {
        self.row.disposition.into()
    }

    /// What was decided, also after it went on; null while nothing is.
    async fn decision(&self) -> Option<RecommendationDecision> {
        self.row.decision.map(Into::into)
    }

    /// The day of the decision.
    async fn decided_on(&self) -> Option<Date> {
        self.row.decided_on.map(Date)
    }

    /// Why it was declined or deferred; for accepted advice what was said about it.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// The form in which it was accepted, when that is another one.
    async fn accepted_text(&self) -> Option<&str> {
        self.row.accepted_text.as_deref()
    }

    /// The day it was put into practice.
    async fn implemented_on(&self) -> Option<Date> {
        self.row.implemented_on.map(Date)
    }

    /// What was done.
    async fn implementation(&self) -> Option<&str> {
        self.row.implementation.as_deref()
    }

    /// The day those who said it were told what became of it.
    async fn reported_back_on(&self) -> Option<Date> {
        self.row.reported_back_on.map(Date)
    }

    /// What they were told.
    async fn report(&self) -> Option<&str> {
        self.row.report.as_deref()
    }

    /// The day it was closed: declined with a reason, or reported back.
    async fn closed_on(&self) -> Option<Date> {
        self.row.closed_on.map(Date)
    }

    /// Whether it is open today (UTC) although its twelve months have passed.
    async fn is_overdue(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        let today = Cx::of(ctx)?.app.clock.today();
        Ok(self.row.closed_on.is_none() && self.row.close_by_on < today)
    }

    /// The steps that may come next, for those who may take them.
    async fn next_dispositions(&self) -> Vec<RecommendationDisposition> {
        way::after(self.row.disposition)
            .iter()
            .map(|step| (*step).into())
            .collect()
    }

    /// What became of it so far, in the order it happened.
    async fn steps(&self, ctx: &Context<'_>) -> Result<Arc<Vec<RecommendationStep>>, async_graphql::Error> {
        Ok(self.steps.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }

    /// What puts it into practice, the first due first.
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

    /// When it was recorded.
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
        let (record, answer) = (Action::RecommendationRecord, Action::RecommendationAnswer);
        Ok(RecordPermissions::of(
            Cx::of(ctx)?,
            record,
            answer,
            Some(self.row.agency_id),
        ))
    }

    /// Whether you may decide about it, implement it and report it back: whether your agency has to answer.
    async fn can_answer(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        let owner = Owner::Agency(self.row.agency_id);
        let answer = Cx::of(ctx)?.actor.may(Action::RecommendationAnswer, owner);
        Ok(answer.is_ok())
    }
}
