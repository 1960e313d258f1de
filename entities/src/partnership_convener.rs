//! The neutral body that runs a partnership, and when.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ConvenerId, PartnershipId};

/// A row of `partnership_convener`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "partnership_convener")]
pub struct Model {
    /// Primary key; `convener_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ConvenerId,
    /// The partnership.
    pub partnership_id: PartnershipId,
    /// The agency that convenes it.
    pub agency_id: AgencyId,
    /// First day; `None` if unknown.
    pub from_on: Option<Date>,
    /// Last day; `None` while it lasts.
    pub to_on: Option<Date>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
