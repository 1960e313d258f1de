//! What a partnership works on first, as its business members named it.

use sea_orm::entity::prelude::*;

use crate::ids::{PartnershipId, PriorityId};

/// A row of `priority`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "priority")]
pub struct Model {
    /// Primary key; `priority_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PriorityId,
    /// The partnership.
    pub partnership_id: PartnershipId,
    /// What is to be done, in a line.
    pub title: String,
    /// More about it (Markdown).
    pub description: Option<String>,
    /// Its place in the list, from small to large.
    pub position: i32,
    /// The first day it counts.
    pub adopted_on: Date,
    /// How it stands.
    pub state: PriorityState,
    /// The day it was done or dropped.
    pub closed_on: Option<Date>,
    /// What became of it.
    pub outcome: Option<String>,
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

/// How a priority stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum PriorityState {
    /// It is worked on.
    #[sea_orm(string_value = "OPEN")]
    Open,
    /// It is done.
    #[sea_orm(string_value = "DONE")]
    Done,
    /// It was given up.
    #[sea_orm(string_value = "DROPPED")]
    Dropped,
}
