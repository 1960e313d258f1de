//! A published link between an occupation and a program of study (SOC to CIP). Many to many.

use sea_orm::entity::prelude::*;

use crate::ids::CodeCrosswalkId;

/// A row of `code_crosswalk`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "code_crosswalk")]
pub struct Model {
    /// Primary key; `code_crosswalk_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CodeCrosswalkId,
    /// Edition of the occupation list, such as `2018`.
    pub soc_edition: String,
    /// Occupation code.
    pub soc_code: String,
    /// Edition of the program list, such as `2020`.
    pub cip_edition: String,
    /// Program code.
    pub cip_code: String,
}

impl ActiveModelBehavior for ActiveModel {}
