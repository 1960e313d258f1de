//! A competency of an edition.

use sea_orm::entity::prelude::*;

use crate::ids::{CompetencyEditionId, CompetencyId};

/// A row of `competency`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "competency")]
pub struct Model {
    /// Primary key; `competency_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CompetencyId,
    /// The edition.
    pub edition_id: CompetencyEditionId,
    /// Its place in the edition, from 1.
    pub position: i32,
    /// How the edition numbers it.
    pub code: Option<String>,
    /// What people can do who have it.
    pub text: String,
}

impl ActiveModelBehavior for ActiveModel {}
