//! A role that a member can take in a partnership. Rows, not an enum: published lists call
//! themselves open.

use sea_orm::entity::prelude::*;

use crate::ids::RoleTypeId;

/// A row of `role_type`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_type")]
pub struct Model {
    /// Primary key; `role_type_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RoleTypeId,
    /// Stable name for programs, such as `REAL_PROJECTS`; unique.
    pub key: String,
    /// Name for people.
    pub label: String,
    /// Who can take it.
    pub side: RoleSide,
    /// Where the role comes from.
    pub source: String,
    /// Whether its wording was checked against the source.
    pub source_status: SourceStatus,
    /// Listed among the employer roles on page 35 of the Career Pathways Toolkit (US Department of
    /// Labor, 2015).
    pub is_toolkit_page_35: bool,
    /// Order in lists, from 0.
    pub position: i32,
    /// When it was taken out of use; `None` while it can be chosen.
    pub retired_at: Option<DateTimeUtc>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// Who can take a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum RoleSide {
    /// Employers.
    #[sea_orm(string_value = "EMPLOYER")]
    Employer,
    /// Agencies.
    #[sea_orm(string_value = "AGENCY")]
    Agency,
    /// Either.
    #[sea_orm(string_value = "BOTH")]
    Both,
}

/// Whether reference data was checked against its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum SourceStatus {
    /// Read in the source.
    #[sea_orm(string_value = "CONFIRMED")]
    Confirmed,
    /// Known in the field, wording not confirmed.
    #[sea_orm(string_value = "UNVERIFIED")]
    Unverified,
}
