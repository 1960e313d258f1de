//! The credentials that an edge of a pathway map asks for.

use sea_orm::entity::prelude::*;

use crate::ids::{CredentialId, PathwayEdgeId};

/// A row of `pathway_edge_credential`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pathway_edge_credential")]
pub struct Model {
    /// The edge.
    #[sea_orm(primary_key, auto_increment = false)]
    pub edge_id: PathwayEdgeId,
    /// The credential.
    #[sea_orm(primary_key, auto_increment = false)]
    pub credential_id: CredentialId,
    /// How much it is asked for.
    pub requirement: PathwayRequirement,
}

impl ActiveModelBehavior for ActiveModel {}

/// How much a credential is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum PathwayRequirement {
    /// Nobody goes this way without it.
    #[sea_orm(string_value = "REQUIRED")]
    Required,
    /// Employers would rather have it.
    #[sea_orm(string_value = "PREFERRED")]
    Preferred,
}
