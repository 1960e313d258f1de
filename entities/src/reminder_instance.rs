//! One reminder: of a meeting, to a person, by a rule. It is planned with the meeting and ends in exactly one state; none is
//! deleted.

use sea_orm::entity::prelude::*;

use crate::ids::{AttendeeId, MailId, MeetingId, ReminderId, ReminderRuleId};

/// A row of `reminder_instance`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminder_instance")]
pub struct Model {
    /// Primary key; `reminder_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReminderId,
    /// The meeting.
    pub meeting_id: MeetingId,
    /// Who is reminded.
    pub attendee_id: AttendeeId,
    /// By which rule.
    pub rule_id: ReminderRuleId,
    /// The start of the meeting that it reminds of. Unique with meeting, attendee and rule: this alone keeps a reminder from
    /// being sent twice.
    pub occurrence_start: DateTimeUtc,
    /// When it is to leave; reckoned from the start, never from the time of planning.
    pub due_at: DateTimeUtc,
    /// When the rule would have it leave, if it was moved from then.
    pub rule_due_at: Option<DateTimeUtc>,
    /// What it was moved for.
    pub moved_for: Option<ReminderMove>,
    /// The sequence of the meeting it was planned by.
    pub meeting_sequence: i32,
    /// Where it stands.
    pub state: ReminderState,
    /// Why it is not to be sent or was not sent, in one word.
    pub reason: Option<String>,
    /// The letter in the outbox; `None` until it is due.
    pub outbox_message_id: Option<MailId>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// Where a reminder stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ReminderState {
    /// Waits for its time.
    #[sea_orm(string_value = "PLANNED")]
    Planned,
    /// Its letter is in the outbox.
    #[sea_orm(string_value = "QUEUED")]
    Queued,
    /// A mail server took its letter.
    #[sea_orm(string_value = "SENT")]
    Sent,
    /// It was not to be sent any more, or nobody was to get it, when its time came.
    #[sea_orm(string_value = "SKIPPED")]
    Skipped,
    /// Its letter could not be sent.
    #[sea_orm(string_value = "FAILED")]
    Failed,
    /// The meeting, the attendee or the rule went before its time came.
    #[sea_orm(string_value = "CANCELLED")]
    Cancelled,
}

/// What a reminder was moved for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ReminderMove {
    /// The quiet hours of the person.
    #[sea_orm(string_value = "QUIET_HOURS")]
    QuietHours,
    /// A weekend that the person keeps free.
    #[sea_orm(string_value = "WEEKEND")]
    Weekend,
}
