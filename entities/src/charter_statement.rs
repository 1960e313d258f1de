//! What a partnership says it is for: vision, mission, strategies. A statement is never reworded: a new one follows it.

use sea_orm::entity::prelude::*;

use crate::ids::{GoalId, PartnershipId, StatementId};

/// A row of `charter_statement`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "charter_statement")]
pub struct Model {
    /// Primary key; `statement_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StatementId,
    /// The partnership.
    pub partnership_id: PartnershipId,
    /// Which part of the charter it is.
    pub kind: StatementKind,
    /// The goal a strategy serves; `None` for the others, and for a strategy that serves all.
    pub goal_id: Option<GoalId>,
    /// The words (Markdown).
    pub text: String,
    /// The first day it holds.
    pub adopted_on: Date,
    /// The day it was retired, on which it no longer holds; `None` while it does.
    pub retired_on: Option<Date>,
    /// The statement it replaced.
    pub previous_id: Option<StatementId>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// A part of a charter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum StatementKind {
    /// What it wants to reach; one at a time.
    #[sea_orm(string_value = "VISION")]
    Vision,
    /// Why it is there; one at a time.
    #[sea_orm(string_value = "MISSION")]
    Mission,
    /// How it goes about it; as many as it takes.
    #[sea_orm(string_value = "STRATEGY")]
    Strategy,
}
