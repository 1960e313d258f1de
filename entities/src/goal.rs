//! A goal of a partnership: what it wants to have reached, by when, and who carries it.

use sea_orm::entity::prelude::*;

use crate::ids::{GoalId, MembershipId, PartnershipId};

/// A row of `goal`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "goal")]
pub struct Model {
    /// Primary key; `goal_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GoalId,
    /// The partnership.
    pub partnership_id: PartnershipId,
    /// What is to be reached, in a line.
    pub title: String,
    /// More about it (Markdown).
    pub description: Option<String>,
    /// What shows that it is reached.
    pub target: Option<String>,
    /// The day by which it should be reached.
    pub due_on: Option<Date>,
    /// `due_on`, or the last day there is: orders lists.
    pub due_sort: Date,
    /// The member that carries it.
    pub owner_membership_id: Option<MembershipId>,
    /// The member that takes it over when the owner cannot.
    pub backup_membership_id: Option<MembershipId>,
    /// The first day it counts.
    pub adopted_on: Date,
    /// How it stands.
    pub state: GoalState,
    /// The day it was completed or dropped.
    pub closed_on: Option<Date>,
    /// What was learned when it was completed.
    pub learned: Option<String>,
    /// Why it was dropped.
    pub dropped_because: Option<String>,
    /// The goal that follows it.
    pub followed_by_id: Option<GoalId>,
    /// Why no goal follows it.
    pub no_successor_because: Option<String>,
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

/// How a goal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum GoalState {
    /// It is worked on.
    #[sea_orm(string_value = "OPEN")]
    Open,
    /// It was reached.
    #[sea_orm(string_value = "COMPLETED")]
    Completed,
    /// It was given up.
    #[sea_orm(string_value = "DROPPED")]
    Dropped,
}
