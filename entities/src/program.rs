//! A course of study that an agency offers, such as a school's academy or a college's certificate.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ProgramId};

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
}

impl ActiveModelBehavior for ActiveModel {}
