//! An employer that stands behind an edge of a pathway map.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ContactId, EmployerId, PathwayEdgeId};

/// A row of `pathway_validation`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pathway_validation")]
pub struct Model {
    /// The edge.
    #[sea_orm(primary_key, auto_increment = false)]
    pub edge_id: PathwayEdgeId,
    /// The employer.
    #[sea_orm(primary_key, auto_increment = false)]
    pub employer_id: EmployerId,
    /// Who said so there.
    pub contact_id: Option<ContactId>,
    /// The agency that recorded it.
    pub agency_id: AgencyId,
    /// The day it was said.
    pub validated_on: Date,
    /// The last day it counts.
    pub expires_on: Date,
    /// The `version` of the edge that it was said of.
    pub edge_version: i32,
    /// What else was said.
    pub note: Option<String>,
    /// When it was recorded.
    pub recorded_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
