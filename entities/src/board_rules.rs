//! The rules a board is held to: what its composition report checks.

use sea_orm::entity::prelude::*;

use crate::ids::{BoardRulesId, PartnershipId};

/// A row of `board_rules`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "board_rules")]
pub struct Model {
    /// Primary key; `board_rules_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BoardRulesId,
    /// The board; it has one row at most.
    pub partnership_id: PartnershipId,
    /// Which part of its members a meeting needs, in percent; `None` when any number will do.
    pub quorum_percent: Option<i32>,
    /// Whether more than half have to be from industry, of the members and of those at each meeting.
    pub industry_majority: bool,
    /// How many meetings in twelve months; `None` when that is not ruled.
    pub meetings_per_year: Option<i32>,
    /// Days in which minutes are filed; `None` when that is not ruled.
    pub minutes_within_days: Option<i32>,
    /// Months of a term, where a membership does not say when its term ends; `None` when that is not ruled.
    pub term_months: Option<i32>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
