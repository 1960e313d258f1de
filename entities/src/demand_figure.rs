//! A figure about the demand for a program, with where it is from.

use sea_orm::entity::prelude::*;

use crate::ids::{DemandFigureId, ProgramId};

/// A row of `demand_figure`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "demand_figure")]
pub struct Model {
    /// Primary key; `demand_figure_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DemandFigureId,
    /// The program.
    pub program_id: ProgramId,
    /// What is counted.
    pub kind: DemandKind,
    /// How many.
    pub value: i32,
    /// Whose they are, such as a region's openings or another college's graduates.
    pub label: String,
    /// Where the figure is from.
    pub source: String,
    /// As of when its source published it.
    pub vintage: String,
    /// The year it is about; `None` when it counts in every year.
    pub year: Option<i32>,
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

/// What a figure about demand counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum DemandKind {
    /// Openings that are projected in the region.
    #[sea_orm(string_value = "PROJECTED_OPENINGS")]
    ProjectedOpenings,
    /// Graduates of all programs of the region, this one included.
    #[sea_orm(string_value = "REGIONAL_GRADUATES")]
    RegionalGraduates,
    /// Students that are planned for.
    #[sea_orm(string_value = "PLANNED_STUDENTS")]
    PlannedStudents,
}
