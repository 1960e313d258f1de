//! A course of study that an agency offers, such as a school's academy or a college's certificate.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, PartnershipId, ProgramId};

/// A row of `program`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "program")]
pub struct Model {
    /// Primary key; `program_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProgramId,
    /// The agency that offers it.
    pub agency_id: AgencyId,
    /// Name as people write it.
    pub name: String,
    /// `name`, folded: accents removed, lower case.
    pub name_search: String,
    /// School or campus where it is taught.
    pub school: Option<String>,
    /// `school`, folded; empty when there is none, so that the unique index holds.
    pub school_search: String,
    /// County, by name.
    pub county: Option<String>,
    /// Industry sector, in the agency's own words.
    pub sector_label: Option<String>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
    /// When it was put in the trash; `None` while it is live.
    pub trashed_at: Option<DateTimeUtc>,
    /// CIP 2020 code.
    pub cip_code: Option<String>,
    /// How it is taught.
    pub delivery: Option<ProgramDelivery>,
    /// What it is, for those who look for one.
    pub description: Option<String>,
    /// What students can do at the end: the single set of learning objectives of an integrated program.
    pub objectives: Option<String>,
    /// Number of the state's approval.
    pub approval_number: Option<String>,
    /// Day of the state's approval.
    pub approved_on: Option<Date>,
    /// The last day the approval counts.
    pub approval_expires_on: Option<Date>,
    /// The board that advises it: a partnership of kind `ADVISORY_BOARD`.
    pub advisory_board_id: Option<PartnershipId>,
}

impl ActiveModelBehavior for ActiveModel {}

/// How a program is taught.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ProgramDelivery {
    /// Integrated education and training.
    #[sea_orm(string_value = "IET")]
    Iet,
    /// Integrated basic education and skills training, Washington's form of it.
    #[sea_orm(string_value = "I_BEST")]
    IBest,
    /// Career and technical education.
    #[sea_orm(string_value = "CTE")]
    Cte,
    /// Registered apprenticeship.
    #[sea_orm(string_value = "APPRENTICESHIP")]
    Apprenticeship,
    /// Leads to an apprenticeship.
    #[sea_orm(string_value = "PRE_APPRENTICESHIP")]
    PreApprenticeship,
    /// Workplace literacy.
    #[sea_orm(string_value = "WORKPLACE_LITERACY")]
    WorkplaceLiteracy,
    /// Taught in a correctional institution.
    #[sea_orm(string_value = "IN_CORRECTIONS")]
    InCorrections,
    /// Another way.
    #[sea_orm(string_value = "OTHER")]
    Other,
}
