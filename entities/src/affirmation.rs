//! What a person at an employer says about a credential or a list of competencies for an occupation.

use sea_orm::entity::prelude::*;

use crate::ids::{
    AffirmationId, AgencyId, CompetencyEditionId, ContactId, CredentialId, EmployerId, MeetingId, ProgramId,
};

/// A row of `affirmation`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "affirmation")]
pub struct Model {
    /// Primary key; `affirmation_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AffirmationId,
    /// The agency that recorded it.
    pub agency_id: AgencyId,
    /// The employer.
    pub employer_id: EmployerId,
    /// The person who said so for it.
    pub contact_id: ContactId,
    /// The occupation: a SOC 2018 code.
    pub soc_code: String,
    /// The credential. Exactly one of `credential_id` and `competency_edition_id` is set.
    pub credential_id: Option<CredentialId>,
    /// The edition of a list of competencies. Exactly one of `credential_id` and `competency_edition_id` is set.
    pub competency_edition_id: Option<CompetencyEditionId>,
    /// What it is worth to the employer.
    pub answer: AffirmationAnswer,
    /// The day it was said.
    pub affirmed_on: Date,
    /// The last day it counts.
    pub expires_on: Date,
    /// The meeting at which it was said.
    pub meeting_id: Option<MeetingId>,
    /// The program it was asked for.
    pub program_id: Option<ProgramId>,
    /// Note.
    pub note: Option<String>,
    /// Where it is written, such as a letter or the minutes.
    pub source: Option<String>,
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

/// What a credential or a list of competencies is worth to an employer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum AffirmationAnswer {
    /// Nobody is hired for the occupation without it.
    #[sea_orm(string_value = "REQUIRED")]
    Required,
    /// Who has it comes first.
    #[sea_orm(string_value = "PREFERRED")]
    Preferred,
    /// It makes no difference.
    #[sea_orm(string_value = "NOT_VALUED")]
    NotValued,
}
