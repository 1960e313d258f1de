//! How far a goal has come, as somebody noted it on a day. Entries are added, not changed.

use sea_orm::entity::prelude::*;

use crate::ids::{GoalId, GoalProgressId, UserId};

/// A row of `goal_progress`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "goal_progress")]
pub struct Model {
    /// Primary key; `goal_progress_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GoalProgressId,
    /// The goal.
    pub goal_id: GoalId,
    /// The day it stood so.
    pub noted_on: Date,
    /// How it stands (Markdown).
    pub text: String,
    /// How much of it is reached, 0 to 100; `None` if nobody can say.
    pub percent: Option<i32>,
    /// Who noted it; `None` if Guildhall did.
    pub user_id: Option<UserId>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
