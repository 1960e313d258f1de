//! A party of an agreement, and its signature.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, AgreementId, AgreementPartyId, EmployerId};

/// A row of `agreement_party`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement_party")]
pub struct Model {
    /// Primary key; `agreement_party_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AgreementPartyId,
    /// The agreement; deleted with it.
    pub agreement_id: AgreementId,
    /// The party. Exactly one of `employer_id` and `agency_id` is set.
    pub employer_id: Option<EmployerId>,
    /// The party. Exactly one of `employer_id` and `agency_id` is set.
    pub agency_id: Option<AgencyId>,
    /// The day it signed; `None` while it has not.
    pub signed_on: Option<Date>,
    /// Who signed for it, by name and title as they stand on the paper.
    pub signed_by: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
