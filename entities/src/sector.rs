//! A sector that partnerships work in. A row, not an enum: the board edits the list.

use sea_orm::entity::prelude::*;

use crate::ids::SectorId;

/// A row of `sector`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sector")]
pub struct Model {
    /// Primary key; `sector_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SectorId,
    /// Stable name for programs, such as `HEALTH_SCIENCE`; unique.
    pub key: String,
    /// Name for people.
    pub label: String,
    /// Order in lists, from 0.
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
