//! What an employer said of an edge of a pathway map: that it stands behind it. Each word is a row and stays; the newest one that
//! was not taken back is the current one.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ContactId, EmployerId, PathwayEdgeId, PathwayValidationId};

/// A row of `pathway_validation`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pathway_validation")]
pub struct Model {
    /// Primary key; never shown outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PathwayValidationId,
    /// The edge; deleted with it.
    pub edge_id: PathwayEdgeId,
    /// The employer.
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
    /// The day it was taken back; `None` while it stands.
    pub withdrawn_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}
