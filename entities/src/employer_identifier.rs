//! A number by which some system knows an employer or one of its establishments, with the time it
//! was good for.

use sea_orm::entity::prelude::*;

use crate::confidentiality::Confidentiality;
use crate::ids::{AgencyId, EmployerId, EstablishmentId, IdentifierId};

/// A row of `employer_identifier`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employer_identifier")]
pub struct Model {
    /// Primary key; `identifier_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IdentifierId,
    /// The employer it names.
    pub employer_id: EmployerId,
    /// The one site it names; `None` if it names the whole employer.
    pub establishment_id: Option<EstablishmentId>,
    /// The system that issued it.
    pub system: IdentifierSystem,
    /// The number, normalized for its system.
    pub value: String,
    /// First day it was good; `None` if unknown.
    pub from_on: Option<Date>,
    /// Last day it was good; `None` while it is good.
    pub to_on: Option<Date>,
    /// Who may read it. A number out of a state wage file is `UC_CONFIDENTIAL`; the same number off
    /// a business card is not.
    pub confidentiality: Confidentiality,
    /// The agency that recorded it.
    pub agency_id: AgencyId,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// System that issues employer numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum IdentifierSystem {
    /// Federal employer identification number, nine digits.
    #[sea_orm(string_value = "FEIN")]
    Fein,
    /// Unemployment-insurance account of a state.
    #[sea_orm(string_value = "STATE_UI_ACCOUNT")]
    StateUiAccount,
    /// Unique entity identifier of SAM.gov.
    #[sea_orm(string_value = "UEI")]
    Uei,
    /// Legal entity identifier (ISO 17442).
    #[sea_orm(string_value = "LEI")]
    Lei,
    /// Central index key of the Securities and Exchange Commission.
    #[sea_orm(string_value = "CIK")]
    Cik,
    /// Dun & Bradstreet number.
    #[sea_orm(string_value = "DUNS")]
    Duns,
    /// Reporting unit within a state account, as the Quarterly Census of Employment and Wages
    /// numbers it.
    #[sea_orm(string_value = "QCEW_REPORTING_UNIT")]
    QcewReportingUnit,
}
