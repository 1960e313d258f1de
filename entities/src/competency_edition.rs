//! An edition of a list of competencies. It does not change.

use sea_orm::entity::prelude::*;

use crate::ids::{CompetencyEditionId, CompetencyListId};

/// A row of `competency_edition`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "competency_edition")]
pub struct Model {
    /// Primary key; `competency_edition_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CompetencyEditionId,
    /// The list.
    pub list_id: CompetencyListId,
    /// What the edition is called, such as `2026`.
    pub edition: String,
    /// The day it was published.
    pub published_on: Date,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
