//! A sector that a partnership works in. Goes with its partnership.

use sea_orm::entity::prelude::*;

use crate::ids::{PartnershipId, SectorId};

/// A row of `partnership_sector`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "partnership_sector")]
pub struct Model {
    /// The partnership.
    #[sea_orm(primary_key, auto_increment = false)]
    pub partnership_id: PartnershipId,
    /// The sector.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sector_id: SectorId,
}

impl ActiveModelBehavior for ActiveModel {}
