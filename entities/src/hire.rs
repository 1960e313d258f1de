//! An employer hired a completer.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, CompleterId, EmployerId, EstablishmentId, HireId, ProgramId, ReferralId};
use crate::values::Money;

/// A row of `hire`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hire")]
pub struct Model {
    /// Primary key; `hire_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: HireId,
    /// Who was hired.
    pub completer_id: CompleterId,
    /// The agency of the completer; only its people see the row.
    pub agency_id: AgencyId,
    /// The program of the completer, kept for the counts.
    pub program_id: ProgramId,
    /// The program year of the completer, kept for the counts.
    pub program_year: i32,
    /// Who hired.
    pub employer_id: EmployerId,
    /// At which site.
    pub establishment_id: Option<EstablishmentId>,
    /// SOC 2018 code of the work.
    pub soc_code: String,
    /// First day of work.
    pub started_on: Date,
    /// Last day of work; `None` while it goes on or if unknown.
    pub ended_on: Option<Date>,
    /// What an hour is paid.
    pub hourly_wage_cents: Option<Money>,
    /// Hours a week, in hundredths of an hour.
    pub hours_per_week_hundredths: Option<i64>,
    /// Whether it is in the occupation trained for; `None` if nobody judged.
    pub is_in_field: Option<bool>,
    /// The referral that led to it.
    pub referral_id: Option<ReferralId>,
    /// Who told of it.
    pub source: HireSource,
    /// Note.
    pub note: Option<String>,
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

/// Who told of a hire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum HireSource {
    /// The employer.
    #[sea_orm(string_value = "EMPLOYER")]
    Employer,
    /// Who was hired.
    #[sea_orm(string_value = "COMPLETER")]
    Completer,
    /// A wage record.
    #[sea_orm(string_value = "WAGE_RECORD")]
    WageRecord,
    /// Staff of an agency, such as an instructor.
    #[sea_orm(string_value = "STAFF")]
    Staff,
}
