//! Questions that partners answer again and again about how their partnership does: an administered list.

use sea_orm::entity::prelude::*;

use crate::ids::QuestionnaireId;

/// A row of `questionnaire`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "questionnaire")]
pub struct Model {
    /// Primary key; `questionnaire_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuestionnaireId,
    /// A name that never changes, such as `PARTNERSHIP_HEALTH`.
    pub key: String,
    /// What people call it.
    pub title: String,
    /// Where the questions come from.
    pub source: String,
    /// Its place in the list, from small to large.
    pub position: i32,
    /// When it was taken out of use; `None` while it is in use.
    pub retired_at: Option<DateTimeUtc>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
