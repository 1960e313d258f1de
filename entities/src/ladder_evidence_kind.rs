//! A kind of evidence for the ladder of employer engagement, and the level it shows. Rows, not an enum: which evidence counts for
//! which level is for administrators to say.

use sea_orm::entity::prelude::*;

use crate::ids::LadderEvidenceKindId;
use crate::role_type::SourceStatus;

/// A row of `ladder_evidence_kind`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ladder_evidence_kind")]
pub struct Model {
    /// Primary key; `ladder_evidence_kind_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LadderEvidenceKindId,
    /// Stable name for programs, such as `HOST_WBL`; unique, never changes. It says which records are the evidence.
    pub key: String,
    /// Name for people.
    pub label: String,
    /// The level it shows.
    pub level: LadderLevel,
    /// Where it comes from that this counts for the level.
    pub source: String,
    /// Whether that was checked against the source.
    pub source_status: SourceStatus,
    /// Order in lists, from 0.
    pub position: i32,
    /// When it was taken out of use; `None` while it counts.
    pub retired_at: Option<DateTimeUtc>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// A level of the ladder of employer engagement, from the lowest to the highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum LadderLevel {
    /// Level I: says what it needs and gives advice.
    #[sea_orm(string_value = "ADVISING")]
    Advising,
    /// Level II: lends people, places and equipment to what is there.
    #[sea_orm(string_value = "CAPACITY_BUILDING")]
    CapacityBuilding,
    /// Level III: develops programs and pathways with those who teach.
    #[sea_orm(string_value = "CO_DESIGNING")]
    CoDesigning,
    /// Level IV: works in a sector partnership.
    #[sea_orm(string_value = "CONVENING")]
    Convening,
    /// Level V: leads one, or what it works on.
    #[sea_orm(string_value = "LEADING")]
    Leading,
}
