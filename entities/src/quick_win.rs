//! Something a partnership reached early, to be told.

use sea_orm::entity::prelude::*;

use crate::ids::{PartnershipId, PriorityId, QuickWinId};

/// A row of `quick_win`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "quick_win")]
pub struct Model {
    /// Primary key; `quick_win_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuickWinId,
    /// The partnership.
    pub partnership_id: PartnershipId,
    /// The priority it belongs to.
    pub priority_id: Option<PriorityId>,
    /// What was reached, in a line.
    pub title: String,
    /// More about it (Markdown).
    pub description: Option<String>,
    /// The day it was reached.
    pub achieved_on: Date,
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
