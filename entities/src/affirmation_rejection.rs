//! A competency of an edition that an employer did not affirm with the rest.

use sea_orm::entity::prelude::*;

use crate::ids::{AffirmationId, CompetencyId};

/// A row of `affirmation_rejection`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "affirmation_rejection")]
pub struct Model {
    /// The affirmation of the edition.
    #[sea_orm(primary_key, auto_increment = false)]
    pub affirmation_id: AffirmationId,
    /// The competency of that edition.
    #[sea_orm(primary_key, auto_increment = false)]
    pub competency_id: CompetencyId,
}

impl ActiveModelBehavior for ActiveModel {}
