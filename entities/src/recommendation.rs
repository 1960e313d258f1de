//! One piece of advice from an employer or a board, and what became of it.

use sea_orm::entity::prelude::*;

use crate::ids::{
    AgencyId, ContactId, EmployerId, MeetingId, PartnershipId, ProgramId, RecommendationId, TopicId,
};

/// A row of `recommendation`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recommendation")]
pub struct Model {
    /// Primary key; `recommendation_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RecommendationId,
    /// What was advised, in Markdown.
    pub text: String,
    /// `text`, folded, for searching.
    pub text_search: String,
    /// What it is about.
    pub topic_id: Option<TopicId>,
    /// Who said it; `None` if nobody noted the person.
    pub contact_id: Option<ContactId>,
    /// For which employer it was said.
    pub employer_id: Option<EmployerId>,
    /// The program it is about.
    pub program_id: Option<ProgramId>,
    /// The meeting at which it was said.
    pub meeting_id: Option<MeetingId>,
    /// The partnership or board to which it was said.
    pub partnership_id: Option<PartnershipId>,
    /// The agency that has to answer.
    pub agency_id: AgencyId,
    /// The day it was said.
    pub said_on: Date,
    /// The last day on which it closes in time: twelve months after it was said.
    pub close_by_on: Date,
    /// Where it stands.
    pub disposition: RecommendationDisposition,
    /// What was decided, kept when it goes on; `None` while nothing is.
    pub decision: Option<RecommendationDecision>,
    /// The day of the decision.
    pub decided_on: Option<Date>,
    /// Why it was declined or deferred, or taken in another form.
    pub reason: Option<String>,
    /// The form in which it was accepted, when that is another.
    pub accepted_text: Option<String>,
    /// The day it was put into practice.
    pub implemented_on: Option<Date>,
    /// What was done.
    pub implementation: Option<String>,
    /// The day those who said it were told what became of it.
    pub reported_back_on: Option<Date>,
    /// What they were told.
    pub report: Option<String>,
    /// The day it was closed: declined with a reason, or reported back; `None` while it is open.
    pub closed_on: Option<Date>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
    /// When it was put in the trash; `None` while it is live.
    pub trashed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Where a piece of advice stands on its way from being said to being reported back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum RecommendationDisposition {
    /// It was said; nothing is decided.
    #[sea_orm(string_value = "PROPOSED")]
    Proposed,
    /// It will be done as it was said.
    #[sea_orm(string_value = "ACCEPTED")]
    Accepted,
    /// It will be done in another form.
    #[sea_orm(string_value = "ACCEPTED_MODIFIED")]
    AcceptedModified,
    /// It will not be done, for a reason.
    #[sea_orm(string_value = "DECLINED")]
    Declined,
    /// It will be decided later, for a reason.
    #[sea_orm(string_value = "DEFERRED")]
    Deferred,
    /// It was put into practice.
    #[sea_orm(string_value = "IMPLEMENTED")]
    Implemented,
    /// Those who said it were told what became of it.
    #[sea_orm(string_value = "REPORTED_BACK")]
    ReportedBack,
}

/// What was decided about a piece of advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum RecommendationDecision {
    /// Do it as it was said.
    #[sea_orm(string_value = "ACCEPTED")]
    Accepted,
    /// Do it in another form.
    #[sea_orm(string_value = "ACCEPTED_MODIFIED")]
    AcceptedModified,
    /// Do not do it.
    #[sea_orm(string_value = "DECLINED")]
    Declined,
    /// Decide later.
    #[sea_orm(string_value = "DEFERRED")]
    Deferred,
}
