//! An employer: the company as people think of it. Its worksites are establishments, its numbers
//! are identifiers.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, EmployerId, UserId};

/// A row of `employer`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employer")]
pub struct Model {
    /// Primary key; `employer_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EmployerId,
    /// Name as people write it.
    pub name: String,
    /// `name`, folded: accents removed, lower case.
    pub name_search: String,
    /// Registered name, where it differs.
    pub legal_name: Option<String>,
    /// The company that owns it.
    pub parent_id: Option<EmployerId>,
    /// Where the relationship stands.
    pub status: EmployerStatus,
    /// Main industry: NAICS code of 2 to 6 digits, or a sector range such as `31-33`.
    pub naics_code: Option<String>,
    /// `naics_code`, or empty when there is none: never NULL, so it can order and be matched by
    /// prefix.
    pub naics_sort: String,
    /// Public web site, a URL.
    pub website: Option<String>,
    /// Main telephone number, as written.
    pub phone: Option<String>,
    /// What the company does.
    pub description: Option<String>,
    /// Whether it hires people with a criminal record. A fact about the employer, never about a
    /// hire.
    pub fair_chance: FairChanceStance,
    /// Its fair-chance policy in its own words.
    pub fair_chance_note: Option<String>,
    /// Federal fidelity bonds known to be issued for its hires.
    pub fidelity_bond_count: i32,
    /// Occupations that the law closes to people with certain records.
    pub excluded_by_law_note: Option<String>,
    /// Agency that leads the relationship.
    pub lead_agency_id: Option<AgencyId>,
    /// Person who leads the relationship.
    pub lead_user_id: Option<UserId>,
    /// Person who stands in for the lead.
    pub backup_user_id: Option<UserId>,
    /// Last engagement; `None` if there was none.
    pub last_contact_at: Option<DateTimeUtc>,
    /// `last_contact_at`, or the epoch when there is none: never NULL, so it can order.
    pub last_contact_sort: DateTimeUtc,
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

/// Where the relationship with an employer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum EmployerStatus {
    /// Known, not yet worked with.
    #[sea_orm(string_value = "PROSPECT")]
    Prospect,
    /// Worked with now.
    #[sea_orm(string_value = "ACTIVE")]
    Active,
    /// Not worked with for a long time.
    #[sea_orm(string_value = "DORMANT")]
    Dormant,
    /// Out of business, or the relationship ended.
    #[sea_orm(string_value = "CLOSED")]
    Closed,
}

/// Whether an employer hires people with a criminal record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum FairChanceStance {
    /// Nobody asked.
    #[sea_orm(string_value = "UNKNOWN")]
    Unknown,
    /// It does.
    #[sea_orm(string_value = "YES")]
    Yes,
    /// It does not.
    #[sea_orm(string_value = "NO")]
    No,
}
