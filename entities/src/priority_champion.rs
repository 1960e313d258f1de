//! A business that carries a priority, and when.

use sea_orm::entity::prelude::*;

use crate::ids::{ContactId, MembershipId, PriorityChampionId, PriorityId};

/// A row of `priority_champion`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "priority_champion")]
pub struct Model {
    /// Primary key; `priority_champion_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PriorityChampionId,
    /// The priority.
    pub priority_id: PriorityId,
    /// The member: an employer.
    pub membership_id: MembershipId,
    /// The person at the employer.
    pub contact_id: Option<ContactId>,
    /// First day; `None` if unknown.
    pub from_on: Option<Date>,
    /// The last day that counts; `None` while no end is known.
    pub to_on: Option<Date>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
