//! Industries that a partnership covers, by NAICS prefix. Goes with its partnership.

use sea_orm::entity::prelude::*;

use crate::ids::PartnershipId;

/// A row of `partnership_naics`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "partnership_naics")]
pub struct Model {
    /// The partnership.
    #[sea_orm(primary_key, auto_increment = false)]
    pub partnership_id: PartnershipId,
    /// Leading digits of the NAICS codes it covers, 2 to 6, or a sector range such as `31-33`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub prefix: String,
}

impl ActiveModelBehavior for ActiveModel {}
