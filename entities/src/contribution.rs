//! What an employer gave: time, money, equipment, places for learners. Totals are computed from
//! these rows.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ContributionId, EmployerId, PartnershipId, ProgramId, RoleTypeId};
use crate::values::Money;

/// A row of `contribution`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contribution")]
pub struct Model {
    /// Primary key; `contribution_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContributionId,
    /// Who gave.
    pub employer_id: EmployerId,
    /// The agency it was given to, or that recorded it.
    pub agency_id: AgencyId,
    /// The partnership it was part of, if any.
    pub partnership_id: Option<PartnershipId>,
    /// The role it is evidence of, if any.
    pub role_type_id: Option<RoleTypeId>,
    /// The program that had the benefit, if any.
    pub program_id: Option<ProgramId>,
    /// What was done; `None` if only money or goods were given.
    pub activity: Option<Activity>,
    /// The day; `None` if unknown.
    pub contributed_on: Option<Date>,
    /// `contributed_on`, or 0001-01-01 when unknown: never NULL, so it can order.
    pub sort_on: Date,
    /// Name of the event.
    pub event_name: Option<String>,
    /// Adults of the employer who took part.
    pub people: i32,
    /// People × hours each, in hundredths of an hour.
    pub hours_hundredths: i64,
    /// Hours that interns worked, in hundredths of an hour.
    pub internship_hours_hundredths: i64,
    /// Cash given.
    pub cash_cents: Money,
    /// Value of equipment given.
    pub equipment_cents: Money,
    /// Scholarships given.
    pub scholarship_cents: Money,
    /// Stipends and wages paid to learners.
    pub stipend_cents: Money,
    /// Value of anything else given.
    pub other_cents: Money,
    /// Note.
    pub note: Option<String>,
    /// How the row came in.
    pub recorded_from: RecordSource,
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

/// Work-based learning and advice: the kinds of activity that schools log with employers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Activity {
    /// Sat on an advisory council.
    #[sea_orm(string_value = "ADVISORY")]
    Advisory,
    /// Took part in a career fair.
    #[sea_orm(string_value = "CAREER_FAIR")]
    CareerFair,
    /// Spoke to a class.
    #[sea_orm(string_value = "GUEST_SPEAKER")]
    GuestSpeaker,
    /// Showed learners the workplace.
    #[sea_orm(string_value = "WORKSITE_TOUR")]
    WorksiteTour,
    /// Answered learners' questions about the work.
    #[sea_orm(string_value = "INFORMATIONAL_INTERVIEW")]
    InformationalInterview,
    /// Let a learner follow someone at work.
    #[sea_orm(string_value = "JOB_SHADOW")]
    JobShadow,
    /// Practiced job interviews.
    #[sea_orm(string_value = "MOCK_INTERVIEW")]
    MockInterview,
    /// Paid internship.
    #[sea_orm(string_value = "INTERNSHIP_PAID")]
    InternshipPaid,
    /// Unpaid internship.
    #[sea_orm(string_value = "INTERNSHIP_UNPAID")]
    InternshipUnpaid,
    /// Registered apprenticeship.
    #[sea_orm(string_value = "APPRENTICESHIP")]
    Apprenticeship,
    /// Program that leads to an apprenticeship.
    #[sea_orm(string_value = "PRE_APPRENTICESHIP")]
    PreApprenticeship,
    /// Clinical placement.
    #[sea_orm(string_value = "CLINICAL")]
    Clinical,
    /// Cooperative education: study and paid work in turn.
    #[sea_orm(string_value = "CO_OP")]
    CoOp,
    /// Teacher spends time at the workplace.
    #[sea_orm(string_value = "TEACHER_EXTERNSHIP")]
    TeacherExternship,
    /// On-the-job training under contract.
    #[sea_orm(string_value = "OJT")]
    Ojt,
}

/// How a row came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum RecordSource {
    /// Typed by a person.
    #[sea_orm(string_value = "MANUAL")]
    Manual,
    /// Read from a file.
    #[sea_orm(string_value = "IMPORT")]
    Import,
    /// Sent by a program.
    #[sea_orm(string_value = "API")]
    Api,
}
