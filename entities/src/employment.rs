//! Who employed a completer in the second or fourth quarter after exit, or that nobody was found.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, CompleterId, EmployerId, EmploymentId, IdentifierId, ProgramId};

/// A row of `employment`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employment")]
pub struct Model {
    /// Primary key; `employment_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EmploymentId,
    /// Who was employed.
    pub completer_id: CompleterId,
    /// The agency of the completer; only its people see the row.
    pub agency_id: AgencyId,
    /// The program of the completer, kept for the counts.
    pub program_id: ProgramId,
    /// The program year of the completer, kept for the counts.
    pub program_year: i32,
    /// Whether the completer is left out of the measures, kept for the counts.
    pub is_excluded: bool,
    /// Which quarter after exit.
    pub quarter: ExitQuarter,
    /// Who employed; `None` if somebody looked and found no employer.
    pub employer_id: Option<EmployerId>,
    /// The number of the employer that was matched.
    pub identifier_id: Option<IdentifierId>,
    /// Whether the work was paid without a subsidy of a program.
    pub is_unsubsidized: bool,
    /// How it is known.
    pub evidence: EmploymentEvidence,
    /// The day somebody looked.
    pub found_on: Date,
    /// Note.
    pub note: Option<String>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// A quarter after exit in which the federal measures look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ExitQuarter {
    /// The second calendar quarter after the quarter of the exit.
    #[sea_orm(string_value = "Q2")]
    Q2,
    /// The fourth calendar quarter after the quarter of the exit.
    #[sea_orm(string_value = "Q4")]
    Q4,
}

/// How it is known who employed somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum EmploymentEvidence {
    /// A wage record of a state's unemployment insurance.
    #[sea_orm(string_value = "UI_WAGE_RECORD")]
    UiWageRecord,
    /// A record of federal or military employment.
    #[sea_orm(string_value = "FEDERAL_RECORD")]
    FederalRecord,
    /// The employer said so.
    #[sea_orm(string_value = "EMPLOYER_CONFIRMATION")]
    EmployerConfirmation,
    /// A pay stub.
    #[sea_orm(string_value = "PAY_STUB")]
    PayStub,
    /// A tax document, such as one of the self-employed.
    #[sea_orm(string_value = "TAX_DOCUMENT")]
    TaxDocument,
    /// Answers of the completer to a survey.
    #[sea_orm(string_value = "SURVEY")]
    Survey,
    /// Other supplemental wage information.
    #[sea_orm(string_value = "OTHER_SUPPLEMENTAL")]
    OtherSupplemental,
}
