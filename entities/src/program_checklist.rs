//! Whether a program is a career pathway: an answer for each of the seven parts of the law's definition.

use sea_orm::entity::prelude::*;

use crate::ids::ProgramId;

/// A row of `program_checklist`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "program_checklist")]
pub struct Model {
    /// The program.
    #[sea_orm(primary_key, auto_increment = false)]
    pub program_id: ProgramId,
    /// The part of the definition.
    #[sea_orm(primary_key, auto_increment = false)]
    pub part: ChecklistPart,
    /// Whether the program does it.
    pub answer: ChecklistAnswer,
    /// What shows it.
    pub evidence: Option<String>,
    /// The day it was looked at.
    pub checked_on: Date,
}

impl ActiveModelBehavior for ActiveModel {}

/// A part of the definition of a career pathway: WIOA section 3(7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ChecklistPart {
    /// In line with the skills that industries need.
    #[sea_orm(string_value = "A")]
    A,
    /// Prepares for a range of education options.
    #[sea_orm(string_value = "B")]
    B,
    /// Counseling.
    #[sea_orm(string_value = "C")]
    C,
    /// Workforce preparation and occupational training together.
    #[sea_orm(string_value = "D")]
    D,
    /// Lets people advance fast.
    #[sea_orm(string_value = "E")]
    E,
    /// A diploma and a credential.
    #[sea_orm(string_value = "F")]
    F,
    /// A way into an occupation, or up in it.
    #[sea_orm(string_value = "G")]
    G,
}

/// Whether a program does what a part asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ChecklistAnswer {
    /// It does.
    #[sea_orm(string_value = "YES")]
    Yes,
    /// It does not.
    #[sea_orm(string_value = "NO")]
    No,
    /// It does in part.
    #[sea_orm(string_value = "PARTLY")]
    Partly,
}
