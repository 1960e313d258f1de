//! The people who work on a priority.

use sea_orm::entity::prelude::*;

use crate::ids::{ActionTeamId, PriorityId};

/// A row of `action_team`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "action_team")]
pub struct Model {
    /// Primary key; `action_team_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ActionTeamId,
    /// The priority.
    pub priority_id: PriorityId,
    /// Its name.
    pub name: String,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
    /// When it was put in the trash; `None` while it is live.
    pub trashed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
