//! One employer follows another: a sale, a merger of firms, a new FEIN. Retention and repeat
//! measures follow the link.

use sea_orm::entity::prelude::*;

use crate::ids::{EmployerId, SuccessionId};

/// A row of `employer_succession`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "employer_succession")]
pub struct Model {
    /// Primary key; `succession_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SuccessionId,
    /// The employer that came before.
    pub predecessor_id: EmployerId,
    /// The employer that took over; never the predecessor itself.
    pub successor_id: EmployerId,
    /// The day the successor took over.
    pub succeeded_on: Date,
    /// What happened.
    pub note: Option<String>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
