//! Somebody who completed a program, as the agency that served them knows them: a reference, no name.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, CohortId, CompleterId, CredentialId, ProgramId};

/// A row of `completer`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "completer")]
pub struct Model {
    /// Primary key; `completer_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CompleterId,
    /// The agency that served them; only its people see the row.
    pub agency_id: AgencyId,
    /// How the agency refers to them in its own records: never a name.
    pub reference: String,
    /// `reference`, folded: accents removed, lower case.
    pub reference_search: String,
    /// Name; only where the deployment keeps names.
    pub name: Option<String>,
    /// The program.
    pub program_id: ProgramId,
    /// The group in which they took it.
    pub cohort_id: Option<CohortId>,
    /// The day they completed it.
    pub completed_on: Date,
    /// The program year of `completed_on`, by the year in which it begins; kept for the counts.
    pub program_year: i32,
    /// The credential earned.
    pub credential_id: Option<CredentialId>,
    /// The day it was earned.
    pub credential_on: Option<Date>,
    /// The last day of service; quarters after exit are counted from it. Before or after `completed_on`.
    pub exited_on: Option<Date>,
    /// Left out of the federal measures by one of their exclusions; which one is not kept.
    pub is_excluded: bool,
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
