//! What a partnership does: meetings, gifts, advice, tasks, priorities, and how it does.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entities::ids::{PartnershipId, QuestionnaireId};

use super::day;
use crate::{
    app::Cx,
    boards::{
        loaders::{BoardRulesOf, CompositionOf},
        types::{BoardRules, CompositionReport},
    },
    checkups::{
        loaders::{CheckupsOf, TrendOf},
        types::{Checkup, CheckupTrendPoint},
    },
    contributions::{loaders::PartnershipContributionsOf, types::Contribution},
    error::Result,
    indicators::{
        loaders::{IndicatorArgs, IndicatorsOf},
        types::PartnershipIndicators,
    },
    meetings::{loaders::PartnershipMeetingsOf, types::Meeting},
    paging::{Connection, PageArgs},
    prefetch::Related,
    priorities::{loaders::PrioritiesOf, types::Priority},
    quick_wins::{loaders::QuickWinsOf, types::QuickWin},
    recommendations::{
        loaders::{RecommendationArgs, RecommendationsOfPartnership},
        types::{Recommendation, RecommendationDisposition},
    },
    reminders::{loaders::PartnershipRulesOf, types::ReminderRule},
    scalars::{Date, IdOf},
    tasks::{
        loaders::{TaskArgs, TasksOfPartnership},
        types::{Task, TaskState},
    },
};

/// What a partnership does and how that goes; its fields are fields of `Partnership`.
#[derive(Clone)]
pub(super) struct PartnershipWork {
    id: PartnershipId,
    pub(super) meetings: Related<PartnershipMeetingsOf>,
    pub(super) reminder_rules: Related<PartnershipRulesOf>,
    pub(super) board_rules: Related<BoardRulesOf>,
    pub(super) composition: Related<CompositionOf>,
    pub(super) contributions: Related<PartnershipContributionsOf>,
    pub(super) recommendations: Related<RecommendationsOfPartnership>,
    pub(super) tasks: Related<TasksOfPartnership>,
    pub(super) priorities: Related<PrioritiesOf>,
    pub(super) quick_wins: Related<QuickWinsOf>,
    pub(super) indicators: Related<IndicatorsOf>,
    pub(super) checkups: Related<CheckupsOf>,
    pub(super) checkup_trend: Related<TrendOf>,
}

impl PartnershipWork {
    /// That of this partnership.
    pub(super) fn new(id: PartnershipId) -> Self {
        Self {
            id,
            meetings: Related::default(),
            reminder_rules: Related::default(),
            board_rules: Related::default(),
            composition: Related::default(),
            contributions: Related::default(),
            recommendations: Related::default(),
            tasks: Related::default(),
            priorities: Related::default(),
            quick_wins: Related::default(),
            indicators: Related::default(),
            checkups: Related::default(),
            checkup_trend: Related::default(),
        }
    }
}

/// What a partnership does, and how that goes.
#[Object]
impl PartnershipWork {
    /// Its live meetings, the latest start first.
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Meeting>>>> {
        let args = PageArgs::forward(first, after);
        self.meetings.get(ctx, self.id, args).await.transpose()
    }

    /// When people are reminded of those of its meetings that have no rules of their own.
    async fn reminder_rules(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<ReminderRule>>, async_graphql::Error> {
        let rules = self.reminder_rules.get(ctx, self.id, ()).await?;
        Ok(rules.unwrap_or_default())
    }

    /// What it is held to as a board; null when it has no rules of its own.
    async fn board_rules(&self, ctx: &Context<'_>) -> Option<Result<Arc<BoardRules>>> {
        self.board_rules.get(ctx, self.id, ()).await.transpose()
    }

    /// Whether it keeps its rules: its members on a day, and the meetings held in the twelve months up to it. Costs 50 points.
    async fn composition_report(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As of this day; today (UTC) when absent.")] as_of: Option<Date>,
    ) -> Option<Result<Arc<CompositionReport>>> {
        let today = || Cx::of(ctx).map(|cx| cx.app.clock.today());
        let as_of = match day(as_of).map_or_else(today, Ok) {
            Ok(as_of) => as_of,
            Err(error) => return Some(Err(error)),
        };
        self.composition.get(ctx, self.id, as_of).await.transpose()
    }

    /// What was given as part of it, the latest first.
    async fn contributions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Contribution>>>> {
        let page = PageArgs::forward(first, after);
        self.contributions.get(ctx, self.id, page).await.transpose()
    }

    /// What was advised to it, at its meetings and between them, the latest first, and what became of it.
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

    /// Its decisions and actions, the first due first.
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

    /// What it works on first, in order, closed priorities too.
    async fn priorities(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Result<Arc<Vec<Priority>>, async_graphql::Error> {
        let all = self.priorities.get(ctx, self.id, trashed).await?;
        Ok(all.unwrap_or_default())
    }

    /// What it reached early, the latest first.
    async fn quick_wins(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<QuickWin>>>> {
        let args = PageArgs::forward(first, after);
        self.quick_wins.get(ctx, self.id, args).await.transpose()
    }

    /// How it works, computed from its records.
    async fn indicators(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As of this day; today (UTC) when absent.")] as_of: Option<Date>,
        #[graphql(desc = "Days of the period up to that day, 1 to 3660; 365 when absent.")]
        window_days: Option<i32>,
    ) -> Option<Result<Arc<PartnershipIndicators>>> {
        let args = IndicatorArgs::new(as_of, window_days);
        self.indicators.get(ctx, self.id, args).await.transpose()
    }

    /// The check-ups of it, the latest first.
    async fn checkups(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Checkup>>>> {
        let args = PageArgs::forward(first, after);
        self.checkups.get(ctx, self.id, args).await.transpose()
    }

    /// How its answers to a questionnaire develop: a point for each day on which somebody answered, the first day first.
    async fn checkup_trend(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The questionnaire.")] questionnaire_id: IdOf<QuestionnaireId>,
    ) -> Result<Arc<Vec<CheckupTrendPoint>>, async_graphql::Error> {
        let id = questionnaire_id.get();
        let points = self.checkup_trend.get(ctx, self.id, id).await?;
        Ok(points.unwrap_or_default())
    }
}
