//! Outcomes as they were published: every count that is shown, and of every other one why it is hidden.

use sea_orm::entity::prelude::*;

use crate::ids::{OutcomePublicationId, UserId};

/// A row of `outcome_publication`. Rows are added, never changed; no hidden count is in them.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome_publication")]
pub struct Model {
    /// Primary key; `outcome_publication_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutcomePublicationId,
    /// The day (UTC) as of which it counts: quarters after exit that ended before it are due.
    pub as_of: Date,
    /// The counts as JSON.
    pub document: String,
    /// Who published it; `None` when it was time.
    pub user_id: Option<UserId>,
    /// When it was published.
    pub created_at: DateTimeUtc,
    /// When the row was last changed: when it was published.
    pub updated_at: DateTimeUtc,
    /// The optimistic lock; always 1.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
