//! A group of students who take a program together.

use sea_orm::entity::prelude::*;

use crate::ids::{CohortId, ProgramId};

/// A row of `cohort`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cohort")]
pub struct Model {
    /// Primary key; `cohort_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CohortId,
    /// The program.
    pub program_id: ProgramId,
    /// What it is called, such as `Spring 2027`.
    pub name: String,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Option<Date>,
    /// How many it has room for.
    pub seats: Option<i32>,
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
