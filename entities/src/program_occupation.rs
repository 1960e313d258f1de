//! The occupations that a program leads to.

use sea_orm::entity::prelude::*;

use crate::ids::ProgramId;

/// A row of `program_occupation`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "program_occupation")]
pub struct Model {
    /// The program.
    #[sea_orm(primary_key, auto_increment = false)]
    pub program_id: ProgramId,
    /// SOC 2018 code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub soc_code: String,
}

impl ActiveModelBehavior for ActiveModel {}
