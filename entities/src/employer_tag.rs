//! A free word put on an employer, once per folded form. Tags go with their employer.

use sea_orm::entity::prelude::*;

use crate::ids::EmployerId;

/// A row of `employer_tag`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employer_tag")]
pub struct Model {
    /// The employer.
    #[sea_orm(primary_key, auto_increment = false)]
    pub employer_id: EmployerId,
    /// The word as written.
    pub tag: String,
    /// The word, folded: accents removed, lower case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tag_search: String,
}

impl ActiveModelBehavior for ActiveModel {}
