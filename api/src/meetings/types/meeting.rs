//! A meeting.

mod fill;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::meeting;

use super::{MeetingKind, MeetingStatus};
use crate::{
    accounts::{loaders::UserOf, types::User},
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    attendees::{
        loaders::{AttendanceOf, AttendeesOf},
        types::{AttendanceSummary, Attendee},
    },
    clock::zones::{self, Zone},
    drafts::{
        loaders::{DraftsOfMeeting, LeftOutOf, LetterDraftArgs},
        types::{LetterDraft, LetterDraftLeftOut, LetterDraftState},
    },
    error::{Error, Result},
    paging::{Connection, PageArgs},
    partnerships::{loaders::PartnershipOf, types::Partnership},
    policy::Action,
    prefetch::Related,
    programs::{loaders::ProgramOf, types::Program},
    recommendations::{
        loaders::{RecommendationArgs, RecommendationsOfMeeting},
        types::{Recommendation, RecommendationDisposition},
    },
    reminders::{loaders::MeetingRulesOf, types::ReminderRule},
    scalars::{Date, Instant, LocalDateTime, ZoneName},
    series::{loaders::SeriesOf, types::MeetingSeries},
    shared::types::RecordPermissions,
    tasks::{
        loaders::{TaskArgs, TasksOfMeeting},
        types::{Task, TaskState},
    },
};

/// A meeting.
#[derive(Clone)]
pub struct Meeting {
    row: meeting::Model,
    partnership: Related<PartnershipOf>,
    series: Related<SeriesOf>,
    agency: Related<AgencyOf>,
    owner: Related<UserOf>,
    program: Related<ProgramOf>,
    attendees: Related<AttendeesOf>,
    recommendations: Related<RecommendationsOfMeeting>,
    tasks: Related<TasksOfMeeting>,
    reminder_rules: Related<MeetingRulesOf>,
    attendance: Related<AttendanceOf>,
    letter_drafts: Related<DraftsOfMeeting>,
    left_out: Related<LeftOutOf>,
}

impl Meeting {
    /// The meeting of a row.
    pub fn new(row: meeting::Model) -> Self {
        Self {
            row,
            partnership: Related::default(),
            series: Related::default(),
            agency: Related::default(),
            owner: Related::default(),
            program: Related::default(),
            attendees: Related::default(),
            recommendations: Related::default(),
            tasks: Related::default(),
            reminder_rules: Related::default(),
            attendance: Related::default(),
            letter_drafts: Related::default(),
            left_out: Related::default(),
        }
    }

    fn zone(&self) -> Result<Zone> {
        let unknown = || Error::internal("a zone that this program does not know");
        Zone::named(&self.row.time_zone).ok_or_else(unknown)
    }

    fn local(&self) -> Result<LocalDateTime> {
        let broken = || Error::internal("a civil time that is none");
        zones::parse_local(&self.row.local_start)
            .map(LocalDateTime)
            .ok_or_else(broken)
    }
}

/// A meeting of a partnership or advisory board.
#[Object]
impl Meeting {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Whose meeting it is.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        self.partnership
            .get(ctx, self.row.partnership_id, ())
            .await
            .transpose()
    }

    /// The series that made it; null when it was scheduled by itself.
    async fn series(&self, ctx: &Context<'_>) -> Option<Result<Arc<MeetingSeries>>> {
        self.series.get(ctx, self.row.series_id?, ()).await.transpose()
    }

    /// The time on the clock at which the rule of its series put it; it may have been moved since.
    async fn occurrence_local_start(&self) -> Option<LocalDateTime> {
        let local = zones::parse_local(self.row.occurrence_local.as_deref()?)?;
        Some(LocalDateTime(local))
    }

    /// What kind of meeting it is.
    async fn kind(&self) -> MeetingKind {
        self.row.kind.into()
    }

    /// What it is called.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// The start, as an instant.
    async fn starts_at(&self) -> Instant {
        Instant(self.row.starts_at)
    }

    /// The end, as an instant: `lengthMinutes` after the start.
    async fn ends_at(&self) -> Instant {
        Instant(self.row.ends_at)
    }

    /// The start as the clocks in `timeZone` show it: what people agreed on.
    async fn local_start(&self) -> Result<LocalDateTime, async_graphql::Error> {
        Ok(self.local()?)
    }

    /// The zone of the place where it is.
    async fn time_zone(&self) -> Result<ZoneName, async_graphql::Error> {
        Ok(ZoneName(self.zone()?))
    }

    /// What people call the time at the start, such as `PST`; `-03` in zones whose times have no name.
    async fn time_zone_abbreviation(&self) -> Result<String, async_graphql::Error> {
        Ok(self.zone()?.shown(self.row.starts_at).abbreviation)
    }

    /// Whether the clocks go back that day and show `localStart` twice; the first of the two is meant.
    async fn is_local_start_ambiguous(&self) -> Result<bool, async_graphql::Error> {
        let moment = self.zone()?.instant(self.local()?.0);
        Ok(moment.is_ok_and(|moment| moment.is_first_of_two))
    }

    /// How long it lasts, in minutes.
    async fn length_minutes(&self) -> i32 {
        self.row.length_minutes
    }

    /// Where people meet.
    async fn place(&self) -> Option<&str> {
        self.row.place.as_deref()
    }

    /// The web address where people meet.
    async fn link(&self) -> Option<&str> {
        self.row.link.as_deref()
    }

    /// What is to be talked about, in Markdown.
    async fn agenda(&self) -> Option<&str> {
        self.row.agenda.as_deref()
    }

    /// What was said and agreed, in Markdown.
    async fn minutes(&self) -> Option<&str> {
        self.row.minutes.as_deref()
    }

    /// The day the minutes were filed; null while they are not, or are a draft.
    async fn minutes_filed_on(&self) -> Option<Date> {
        self.row.minutes_filed_on.map(Date)
    }

    /// What became of it.
    async fn status(&self) -> MeetingStatus {
        self.row.status.into()
    }

    /// Why it was cancelled.
    async fn cancelled_reason(&self) -> Option<&str> {
        self.row.cancelled_reason.as_deref()
    }

    /// The revision of its calendar entry, from 0: every change of time or place and cancelling raise it.
    async fn sequence(&self) -> i32 {
        self.row.sequence
    }

    /// Who sees to it and gets the answers to its mail.
    async fn owner(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.owner.get(ctx, self.row.owner_user_id?, ()).await.transpose()
    }

    /// The agency that organizes it.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// The program it is about.
    async fn program(&self, ctx: &Context<'_>) -> Option<Result<Arc<Program>>> {
        self.program.get(ctx, self.row.program_id?, ()).await.transpose()
    }

    /// Who is invited or came, in the order they were added.
    async fn attendees(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Attendee>>, async_graphql::Error> {
        Ok(self
            .attendees
            .get(ctx, self.row.id, ())
            .await?
            .unwrap_or_default())
    }

    /// What was advised at it, the latest first, and what became of it.
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
        self.recommendations.get(ctx, self.row.id, args).await.transpose()
    }

    /// What was agreed at it, the first due first.
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

    /// When people are reminded of it: by its own rules, else by those of its partnership.
    async fn reminder_rules(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<ReminderRule>>, async_graphql::Error> {
        let key = (self.row.id, self.row.partnership_id);
        Ok(self.reminder_rules.get(ctx, key, ()).await?.unwrap_or_default())
    }

    /// How many are on its list, what they answered, and who came.
    async fn attendance(&self, ctx: &Context<'_>) -> Result<Arc<AttendanceSummary>, async_graphql::Error> {
        Ok(self
            .attendance
            .get(ctx, self.row.id, ())
            .await?
            .unwrap_or_default())
    }

    /// The letters that follow it, drafted when it is closed and sent by a person, in the order in which they were drafted.
    async fn letter_drafts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Those that stand at one of these; all when absent.")] state: Option<
            Vec<LetterDraftState>,
        >,
    ) -> Option<Result<Arc<Connection<LetterDraft>>>> {
        let args = LetterDraftArgs::new(PageArgs::forward(first, after), state);
        self.letter_drafts.get(ctx, self.row.id, args).await.transpose()
    }

    /// Who came to it and of whom there is no letter, and why; empty unless it is closed.
    async fn letter_drafts_left_out(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<LetterDraftLeftOut>>, async_graphql::Error> {
        Ok(self.left_out.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }

    /// When it was scheduled.
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
        let manage = Action::MeetingManage;
        Ok(RecordPermissions::of(
            Cx::of(ctx)?,
            manage,
            manage,
            Some(self.row.agency_id),
        ))
    }
}
