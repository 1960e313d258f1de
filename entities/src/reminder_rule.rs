//! When people are reminded of meetings: the default of a partnership, or of one meeting.
//!
//! A rule's offset and audience never change: a changed rule is a new row, so that what was sent by the old one stays true.

use sea_orm::entity::prelude::*;

use crate::ids::{MeetingId, PartnershipId, ReminderRuleId};

/// A row of `reminder_rule`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminder_rule")]
pub struct Model {
    /// Primary key; `reminder_rule_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReminderRuleId,
    /// The partnership whose meetings follow it. Exactly one of `partnership_id` and `meeting_id` is set.
    pub partnership_id: Option<PartnershipId>,
    /// The one meeting that follows it. Exactly one of `partnership_id` and `meeting_id` is set.
    pub meeting_id: Option<MeetingId>,
    /// How the offset is counted.
    pub offset_kind: ReminderOffsetKind,
    /// Minutes before the start; set for `MINUTES_BEFORE`.
    pub minutes_before: Option<i32>,
    /// Days before the day of the start; set for `DAYS_BEFORE_AT`.
    pub days_before: Option<i32>,
    /// What the clocks of the meeting show on that day, `09:00`; set for `DAYS_BEFORE_AT`.
    pub local_time: Option<String>,
    /// Who is reminded.
    pub audience: ReminderAudience,
    /// Whether it is followed.
    pub is_active: bool,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// How the time of a reminder is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ReminderOffsetKind {
    /// So many minutes before the start.
    #[sea_orm(string_value = "MINUTES_BEFORE")]
    MinutesBefore,
    /// So many days before, when the clocks of the meeting show a certain time.
    #[sea_orm(string_value = "DAYS_BEFORE_AT")]
    DaysBeforeAt,
}

/// Who is reminded of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ReminderAudience {
    /// Everybody named on the list who has not declined.
    #[sea_orm(string_value = "ATTENDEES")]
    Attendees,
    /// Those on the list who are of an agency.
    #[sea_orm(string_value = "STAFF")]
    Staff,
    /// Those on the list who have not answered.
    #[sea_orm(string_value = "NOT_RESPONDED")]
    NotResponded,
}
