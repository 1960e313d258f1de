//! A meeting of a partnership: when on whose clock, where, what about, and what became of it.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, MeetingId, PartnershipId, ProgramId, SeriesId, UserId};

/// A row of `meeting`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meeting")]
pub struct Model {
    /// Primary key; `meeting_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeetingId,
    /// Whose meeting it is.
    pub partnership_id: PartnershipId,
    /// The series that made it, if one did.
    pub series_id: Option<SeriesId>,
    /// The time on the clock at which the rule of the series put it; it may have been moved since.
    pub occurrence_local: Option<String>,
    /// What kind of meeting it is.
    pub kind: MeetingKind,
    /// What it is called, one line.
    pub title: String,
    /// `title`, folded: accents removed, lower case.
    pub title_search: String,
    /// The start as the clocks of its place show it, `2027-03-10T09:00`: what people agreed on.
    pub local_start: String,
    /// The zone of its place, by its IANA name.
    pub time_zone: String,
    /// The start in UTC: reckoned from `local_start` and `time_zone`, anew when the law of the zone changes.
    pub starts_at: DateTimeUtc,
    /// The end in UTC: `length_minutes` after `starts_at`.
    pub ends_at: DateTimeUtc,
    /// How long it lasts, in minutes.
    pub length_minutes: i32,
    /// Where people meet.
    pub place: Option<String>,
    /// Web address where people meet.
    pub link: Option<String>,
    /// What is to be talked about, in Markdown.
    pub agenda: Option<String>,
    /// What was said and agreed, in Markdown.
    pub minutes: Option<String>,
    /// The day the minutes were filed; `None` while they are not, or are a draft.
    pub minutes_filed_on: Option<Date>,
    /// What became of it.
    pub status: MeetingStatus,
    /// Why it was cancelled.
    pub cancelled_reason: Option<String>,
    /// The revision of its calendar entry: raised by every change of time or place and by cancelling.
    pub sequence: i32,
    /// Who of the agencies' people sees to it and gets the answers to its mail.
    pub owner_user_id: Option<UserId>,
    /// The agency that organizes it.
    pub agency_id: AgencyId,
    /// The program it is about, if it is one.
    pub program_id: Option<ProgramId>,
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

/// Kind of meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum MeetingKind {
    /// Of an advisory board.
    #[sea_orm(string_value = "ADVISORY")]
    Advisory,
    /// Of the whole partnership.
    #[sea_orm(string_value = "GENERAL")]
    General,
    /// The first one, at which business names its priorities.
    #[sea_orm(string_value = "LAUNCH")]
    Launch,
    /// Of those who carry a priority.
    #[sea_orm(string_value = "ACTION_TEAM")]
    ActionTeam,
    /// A job fair or other hiring event.
    #[sea_orm(string_value = "HIRING_EVENT")]
    HiringEvent,
    /// Something else.
    #[sea_orm(string_value = "OTHER")]
    Other,
}

/// What became of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum MeetingStatus {
    /// It is to take place, or nobody has said yet that it did.
    #[sea_orm(string_value = "PLANNED")]
    Planned,
    /// It took place.
    #[sea_orm(string_value = "HELD")]
    Held,
    /// It took place and nothing is left to do about it.
    #[sea_orm(string_value = "CLOSED")]
    Closed,
    /// It was called off.
    #[sea_orm(string_value = "CANCELLED")]
    Cancelled,
}
