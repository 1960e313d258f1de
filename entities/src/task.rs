//! A decision or an action that somebody agreed to, with an owner and a day.

use sea_orm::entity::prelude::*;

use crate::ids::{
    AgencyId, ContactId, EmployerId, MeetingId, PartnershipId, RecommendationId, TaskId, UserId,
};

/// A row of `task`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "task")]
pub struct Model {
    /// Primary key; `task_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TaskId,
    /// What kind of thing was agreed.
    pub kind: TaskKind,
    /// What is to be done or was decided, one line.
    pub title: String,
    /// `title`, folded: accents removed, lower case.
    pub title_search: String,
    /// More about it.
    pub description: Option<String>,
    /// The partnership whose work it is.
    pub partnership_id: Option<PartnershipId>,
    /// The meeting at which it was agreed.
    pub meeting_id: Option<MeetingId>,
    /// The advice it puts into practice.
    pub recommendation_id: Option<RecommendationId>,
    /// The employer it concerns.
    pub employer_id: Option<EmployerId>,
    /// The agency that follows it up.
    pub agency_id: AgencyId,
    /// Who does it, when that is a user. At most one of `owner_user_id` and `owner_contact_id` is set.
    pub owner_user_id: Option<UserId>,
    /// Who does it, when that is a contact. At most one of `owner_user_id` and `owner_contact_id` is set.
    pub owner_contact_id: Option<ContactId>,
    /// The last day on which it is done in time.
    pub due_on: Option<Date>,
    /// `due_on`, or the last of all days: the order of lists.
    pub sort_due_on: Date,
    /// Where it stands.
    pub state: TaskState,
    /// The day it was done or dropped.
    pub closed_on: Option<Date>,
    /// What came of it, or why it was dropped.
    pub outcome: Option<String>,
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

/// Kind of task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum TaskKind {
    /// Somebody does something.
    #[sea_orm(string_value = "ACTION")]
    Action,
    /// Something was decided and is carried out.
    #[sea_orm(string_value = "DECISION")]
    Decision,
}

/// Where a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum TaskState {
    /// To be done.
    #[sea_orm(string_value = "OPEN")]
    Open,
    /// Done.
    #[sea_orm(string_value = "DONE")]
    Done,
    /// Given up, for a reason.
    #[sea_orm(string_value = "DROPPED")]
    Dropped,
}
