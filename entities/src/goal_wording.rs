//! How a goal was worded from a day on, so that a charter can be read as it stood. The latest wording is the goal's own.

use sea_orm::entity::prelude::*;

use crate::ids::GoalId;

/// A row of `goal_wording`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "goal_wording")]
pub struct Model {
    /// The goal; deleted with it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub goal_id: GoalId,
    /// The first day of this wording.
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_on: Date,
    /// What is to be reached, in a line.
    pub title: String,
    /// What shows that it is reached.
    pub target: Option<String>,
    /// The day by which it should be reached.
    pub due_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
