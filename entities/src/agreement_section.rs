//! A section of an agreement.

use sea_orm::entity::prelude::*;

use crate::ids::AgreementId;

/// A row of `agreement_section`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement_section")]
pub struct Model {
    /// The agreement; deleted with it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub agreement_id: AgreementId,
    /// Its number, from 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    /// What it is about.
    pub heading: String,
    /// What was agreed (Markdown).
    pub body: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
