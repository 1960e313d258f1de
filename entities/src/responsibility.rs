//! Something that somebody in a partnership has to see to: a row of its matrix of responsibilities.

use sea_orm::entity::prelude::*;

use crate::ids::{PartnershipId, ResponsibilityId};

/// A row of `responsibility`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "responsibility")]
pub struct Model {
    /// Primary key; `responsibility_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ResponsibilityId,
    /// The partnership.
    pub partnership_id: PartnershipId,
    /// What is to be seen to, in a line.
    pub title: String,
    /// More about it (Markdown).
    pub description: Option<String>,
    /// Its place in the matrix, from small to large.
    pub position: i32,
    /// The day from which nobody has to see to it; `None` while somebody has.
    pub retired_on: Option<Date>,
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
