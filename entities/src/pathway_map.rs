//! A pathway map: how people go from occupation to occupation, drawn for a region or a sector.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, PathwayMapId, SectorId};

/// A row of `pathway_map`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pathway_map")]
pub struct Model {
    /// Primary key; `pathway_map_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PathwayMapId,
    /// The agency that draws it.
    pub agency_id: AgencyId,
    /// Title as people write it.
    pub title: String,
    /// `title`, folded: accents removed, lower case.
    pub title_search: String,
    /// The region it is about, by name.
    pub region: Option<String>,
    /// The sector it is about.
    pub sector_id: Option<SectorId>,
    /// What readers should know.
    pub note: Option<String>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1, those of its steps, edges and validations included: the optimistic lock.
    pub version: i32,
    /// When it was put in the trash; `None` while it is live.
    pub trashed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
