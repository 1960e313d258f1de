//! What advice is about, as an administered list.

use sea_orm::entity::prelude::*;

use crate::ids::TopicId;

/// A row of `topic`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "topic")]
pub struct Model {
    /// Primary key; `topic_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TopicId,
    /// Stable name for programs, `SCREAMING_SNAKE_CASE`; never changes.
    pub key: String,
    /// Name for people.
    pub label: String,
    /// Place in lists, from 0.
    pub position: i32,
    /// When it was taken out of use; `None` while it can be chosen.
    pub retired_at: Option<DateTimeUtc>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
