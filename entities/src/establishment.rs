//! An establishment: one worksite, with one main activity. Government counts these (QCEW), not
//! companies.

use sea_orm::entity::prelude::*;

use crate::ids::{EmployerId, EstablishmentId};

/// A row of `establishment`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "establishment")]
pub struct Model {
    /// Primary key; `establishment_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EstablishmentId,
    /// The employer it belongs to.
    pub employer_id: EmployerId,
    /// Name of the site.
    pub name: String,
    /// `name`, folded: accents removed, lower case.
    pub name_search: String,
    /// Street and number.
    pub street: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State or territory: two letters, as the postal service writes it.
    pub state: Option<String>,
    /// ZIP or ZIP+4 code.
    pub postal_code: Option<String>,
    /// County: FIPS code, five digits.
    pub county_fips: Option<String>,
    /// Industry of this site: NAICS code of 2 to 6 digits, or a sector range.
    pub naics_code: Option<String>,
    /// `naics_code`, or empty when there is none: never NULL, so it can order and be matched by
    /// prefix.
    pub naics_sort: String,
    /// How many people work at the site.
    pub size_class: Option<SizeClass>,
    /// The day it opened.
    pub opened_on: Option<Date>,
    /// The last day it was open; `None` while it is open or if unknown.
    pub closed_on: Option<Date>,
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

/// Size class of an establishment by employees: the nine classes of the Quarterly Census of
/// Employment and Wages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum SizeClass {
    /// 0 to 4 employees.
    #[sea_orm(string_value = "FROM_0_TO_4")]
    From0To4,
    /// 5 to 9 employees.
    #[sea_orm(string_value = "FROM_5_TO_9")]
    From5To9,
    /// 10 to 19 employees.
    #[sea_orm(string_value = "FROM_10_TO_19")]
    From10To19,
    /// 20 to 49 employees.
    #[sea_orm(string_value = "FROM_20_TO_49")]
    From20To49,
    /// 50 to 99 employees.
    #[sea_orm(string_value = "FROM_50_TO_99")]
    From50To99,
    /// 100 to 249 employees.
    #[sea_orm(string_value = "FROM_100_TO_249")]
    From100To249,
    /// 250 to 499 employees.
    #[sea_orm(string_value = "FROM_250_TO_499")]
    From250To499,
    /// 500 to 999 employees.
    #[sea_orm(string_value = "FROM_500_TO_999")]
    From500To999,
    /// 1,000 employees and more.
    #[sea_orm(string_value = "FROM_1000")]
    From1000,
}
