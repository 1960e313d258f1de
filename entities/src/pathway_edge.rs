//! An edge of a pathway map: the way from one step to the next.

use sea_orm::entity::prelude::*;

use crate::ids::{PathwayEdgeId, PathwayMapId, PathwayStepId};

/// A row of `pathway_edge`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pathway_edge")]
pub struct Model {
    /// Primary key; `pathway_edge_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PathwayEdgeId,
    /// The map it is a part of.
    pub map_id: PathwayMapId,
    /// Where it begins.
    pub from_step_id: PathwayStepId,
    /// Where it leads.
    pub to_step_id: PathwayStepId,
    /// How many months it typically takes.
    pub months: Option<i32>,
    /// Counts from 1 what employers stand behind: its credentials and the occupations at its ends.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
