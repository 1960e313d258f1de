//! What an employer does and says: gifts, conversations, meetings, advice, and the tasks about it.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entities::ids::EmployerId;

use crate::{
    affirmations::{
        loaders::{AffirmationArgs, AffirmationsOfEmployer},
        types::{Affirmation, AffirmationState},
    },
    attendees::{loaders::EmployerMeetingsOf, types::Attendee},
    contributions::{loaders::EmployerContributionsOf, types::Contribution},
    engagement_levels::{loaders::EngagementLevelOf, types::EngagementLevel},
    engagements::{loaders::EmployerEngagementsOf, types::Engagement},
    error::Result,
    openings::{loaders::EmployerOpeningsOf, types::Opening},
    paging::{Connection, PageArgs},
    prefetch::Related,
    recommendations::{
        loaders::{RecommendationArgs, RecommendationsOfEmployer},
        types::{Recommendation, RecommendationDisposition},
    },
    tasks::{
        loaders::{TaskArgs, TasksOfEmployer},
        types::{Task, TaskState},
    },
};

/// What an employer does and says; its fields are fields of `Employer`.
#[derive(Clone)]
pub(super) struct EmployerWork {
    id: EmployerId,
    pub(super) contributions: Related<EmployerContributionsOf>,
    pub(super) engagements: Related<EmployerEngagementsOf>,
    pub(super) meetings: Related<EmployerMeetingsOf>,
    pub(super) openings: Related<EmployerOpeningsOf>,
    pub(super) recommendations: Related<RecommendationsOfEmployer>,
    pub(super) tasks: Related<TasksOfEmployer>,
    pub(super) affirmations: Related<AffirmationsOfEmployer>,
    pub(super) engagement_level: Related<EngagementLevelOf>,
}

impl EmployerWork {
    /// That of this employer.
    pub(super) fn new(id: EmployerId) -> Self {
        Self {
            id,
            contributions: Related::default(),
            engagements: Related::default(),
            meetings: Related::default(),
            openings: Related::default(),
            recommendations: Related::default(),
            tasks: Related::default(),
            affirmations: Related::default(),
            engagement_level: Related::default(),
        }
    }
}

/// What an employer does and says.
#[Object]
impl EmployerWork {
    /// What it gave, the latest first.
    async fn contributions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Contribution>>>> {
        let page = PageArgs::forward(first, after);
        self.contributions.get(ctx, self.id, page).await.transpose()
    }

    /// The engagements with it that you may see, newest first.
    async fn engagements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Engagement>>>> {
        let page = PageArgs::forward(first, after);
        self.engagements.get(ctx, self.id, page).await.transpose()
    }

    /// Its places on the lists of meetings, the latest meeting first, with who spoke for it and who came.
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Attendee>>>> {
        let page = PageArgs::forward(first, after);
        self.meetings.get(ctx, self.id, page).await.transpose()
    }

    /// Its openings and forecasts that you may see, the latest first day first.
    async fn openings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Opening>>>> {
        let page = PageArgs::forward(first, after);
        self.openings.get(ctx, self.id, page).await.transpose()
    }

    /// The advice given for it, the latest first, and what became of it.
    async fn recommendations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Those that stand at one of these; all when absent.")] disposition: Option<
            Vec<RecommendationDisposition>,
        >,
    ) -> Option<Result<Arc<Connection<Recommendation>>>> {
        let args = RecommendationArgs::new(PageArgs::forward(first, after), disposition);
        self.recommendations.get(ctx, self.id, args).await.transpose()
    }

    /// The decisions and actions that concern it, the first due first.
    async fn tasks(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Those that stand at one of these; all when absent.")] state: Option<Vec<TaskState>>,
    ) -> Option<Result<Arc<Connection<Task>>>> {
        let args = TaskArgs::new(PageArgs::forward(first, after), state);
        self.tasks.get(ctx, self.id, args).await.transpose()
    }

    /// What was affirmed for it, the latest first: which credentials and competencies it requires, prefers or does not value.
    async fn affirmations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Those that stand so today (UTC); all when absent.")] state: Option<
            Vec<AffirmationState>,
        >,
    ) -> Option<Result<Arc<Connection<Affirmation>>>> {
        let args = AffirmationArgs::new(PageArgs::forward(first, after), state);
        self.affirmations.get(ctx, self.id, args).await.transpose()
    }

    /// How far it has come on the ladder of employer engagement, and what shows it. It is computed: nobody sets it.
    async fn engagement_level(&self, ctx: &Context<'_>) -> Option<Result<Arc<EngagementLevel>>> {
        self.engagement_level.get(ctx, self.id, ()).await.transpose()
    }
}
