//! A partnership: a working group of employers and agencies that no single agency owns.

use sea_orm::entity::prelude::*;

use crate::ids::PartnershipId;

/// A row of `partnership`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "partnership")]
pub struct Model {
    /// Primary key; `partnership_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PartnershipId,
    /// Name as people write it.
    pub name: String,
    /// `name`, folded: accents removed, lower case.
    pub name_search: String,
    /// What kind of group it is.
    pub kind: PartnershipKind,
    /// How far it has come.
    pub phase: PartnershipPhase,
    /// The day it came to its phase. Of one that rests (`Dormant`, `Closed`) the day on which it came to rest: from one of these two to
    /// the other it stays. `None` if unknown, as of one that was at rest when it was added.
    pub phase_since: Option<Date>,
    /// Labor-market region, in its own words.
    pub region: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// The day it began; `None` if unknown.
    pub started_on: Option<Date>,
    /// Last day; `None` while it lasts.
    pub ended_on: Option<Date>,
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

/// Kind of partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum PartnershipKind {
    /// Employers of one industry with the public partners that support them.
    #[sea_orm(string_value = "SECTOR")]
    Sector,
    /// Public bodies among themselves.
    #[sea_orm(string_value = "CROSS_AGENCY")]
    CrossAgency,
    /// Employers and others who advise an education program.
    #[sea_orm(string_value = "ADVISORY_BOARD")]
    AdvisoryBoard,
}

/// Phase of a partnership: the steps of Next Generation Sector Partnerships, then rest and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum PartnershipPhase {
    /// A regional support team forms and makes the case.
    #[sea_orm(string_value = "SUPPORT_TEAM")]
    SupportTeam,
    /// Sector and region are chosen from data.
    #[sea_orm(string_value = "SCOPE")]
    Scope,
    /// Champions are found and invited.
    #[sea_orm(string_value = "PREPARE")]
    Prepare,
    /// The first meeting.
    #[sea_orm(string_value = "LAUNCH")]
    Launch,
    /// Champions and action teams work on the priorities.
    #[sea_orm(string_value = "ACTION")]
    Action,
    /// It keeps going.
    #[sea_orm(string_value = "SUSTAIN")]
    Sustain,
    /// It sleeps.
    #[sea_orm(string_value = "DORMANT")]
    Dormant,
    /// It ended.
    #[sea_orm(string_value = "CLOSED")]
    Closed,
}
