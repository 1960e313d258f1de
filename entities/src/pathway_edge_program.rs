//! The programs that lead along an edge of a pathway map.

use sea_orm::entity::prelude::*;

use crate::ids::{PathwayEdgeId, ProgramId};

/// A row of `pathway_edge_program`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pathway_edge_program")]
pub struct Model {
    /// The edge.
    #[sea_orm(primary_key, auto_increment = false)]
    pub edge_id: PathwayEdgeId,
    /// The program.
    #[sea_orm(primary_key, auto_increment = false)]
    pub program_id: ProgramId,
}

impl ActiveModelBehavior for ActiveModel {}
