//! Somebody who is invited to a meeting or came to it: a person, or an employer or agency of which nobody is named.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, AttendeeId, ContactId, EmployerId, MeetingId, UserId};

/// A row of `attendee`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attendee")]
pub struct Model {
    /// Primary key; `attendee_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttendeeId,
    /// The meeting.
    pub meeting_id: MeetingId,
    /// The person, if a contact. At most one of `contact_id` and `user_id` is set.
    pub contact_id: Option<ContactId>,
    /// The person, if somebody of an agency. At most one of `contact_id` and `user_id` is set.
    pub user_id: Option<UserId>,
    /// The employer that the person spoke for, or that was there without a named person. At most one of `employer_id` and
    /// `agency_id` is set.
    pub employer_id: Option<EmployerId>,
    /// The agency that the person spoke for, or that was there without a named person. At most one of `employer_id` and
    /// `agency_id` is set.
    pub agency_id: Option<AgencyId>,
    /// How many people it is: 1 when a person is named.
    pub people: i32,
    /// Whose voice it is, as the needs assessment of career and technical education counts; `None` when nobody said.
    pub stakeholder: Option<Stakeholder>,
    /// The answer to the invitation.
    pub response: AttendeeResponse,
    /// When it was answered.
    pub responded_at: Option<DateTimeUtc>,
    /// Who came.
    pub attendance: Attendance,
    /// Whether this attendee gets no reminders of this meeting.
    pub reminders_off: bool,
    /// The start of the meeting, so that what somebody came to can be listed by time; moves with the meeting.
    pub sort_starts_at: DateTimeUtc,
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

/// Whose voice an attendee is: the bodies to be consulted by Perkins V, section 134(d) (wording unverified).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Stakeholder {
    /// Local or regional business or industry.
    #[sea_orm(string_value = "BUSINESS")]
    Business,
    /// Labor organization.
    #[sea_orm(string_value = "LABOR")]
    Labor,
    /// Teacher or faculty of career and technical education.
    #[sea_orm(string_value = "CTE_EDUCATOR")]
    CteEducator,
    /// Teacher or faculty of other subjects.
    #[sea_orm(string_value = "ACADEMIC_EDUCATOR")]
    AcademicEducator,
    /// Career guidance or school counselor.
    #[sea_orm(string_value = "COUNSELOR")]
    Counselor,
    /// Principal, dean or other administrator.
    #[sea_orm(string_value = "ADMINISTRATOR")]
    Administrator,
    /// State or local workforce board.
    #[sea_orm(string_value = "WORKFORCE_BOARD")]
    WorkforceBoard,
    /// Student.
    #[sea_orm(string_value = "STUDENT")]
    Student,
    /// Parent.
    #[sea_orm(string_value = "PARENT")]
    Parent,
    /// Representative of special populations.
    #[sea_orm(string_value = "SPECIAL_POPULATIONS")]
    SpecialPopulations,
    /// Agency that serves out-of-school, homeless or at-risk youth.
    #[sea_orm(string_value = "OUT_OF_SCHOOL_YOUTH_AGENCY")]
    OutOfSchoolYouthAgency,
    /// Indian Tribe or Tribal organization.
    #[sea_orm(string_value = "TRIBE")]
    Tribe,
    /// Economic-development body or chamber.
    #[sea_orm(string_value = "ECONOMIC_DEVELOPMENT")]
    EconomicDevelopment,
    /// Community or faith-based organization.
    #[sea_orm(string_value = "COMMUNITY")]
    Community,
    /// Somebody else.
    #[sea_orm(string_value = "OTHER")]
    Other,
}

/// Answer to an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum AttendeeResponse {
    /// None yet.
    #[sea_orm(string_value = "NEEDS_ACTION")]
    NeedsAction,
    /// Comes.
    #[sea_orm(string_value = "ACCEPTED")]
    Accepted,
    /// May come.
    #[sea_orm(string_value = "TENTATIVE")]
    Tentative,
    /// Does not come.
    #[sea_orm(string_value = "DECLINED")]
    Declined,
}

/// Whether an attendee came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Attendance {
    /// Nobody has said yet.
    #[sea_orm(string_value = "UNKNOWN")]
    Unknown,
    /// Came.
    #[sea_orm(string_value = "PRESENT")]
    Present,
    /// Did not come.
    #[sea_orm(string_value = "ABSENT")]
    Absent,
    /// Did not come and had said so.
    #[sea_orm(string_value = "EXCUSED")]
    Excused,
}
