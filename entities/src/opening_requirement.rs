//! What an employer requires of those who fill an opening.

use sea_orm::entity::prelude::*;

use crate::ids::{CredentialId, OpeningId};

/// A row of `opening_requirement`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening_requirement")]
pub struct Model {
    /// The opening; deleted with it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub opening_id: OpeningId,
    /// Its place among the requirements of the opening, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i32,
    /// The credential required. Exactly one of `credential_id` and `text` is set.
    pub credential_id: Option<CredentialId>,
    /// What is required, in words. Exactly one of `credential_id` and `text` is set.
    pub text: Option<String>,
    /// How strongly.
    pub strength: RequirementStrength,
}

impl ActiveModelBehavior for ActiveModel {}

/// How strongly something is required, in the words of the Job Data Exchange (JDX).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum RequirementStrength {
    /// Nobody is hired without it.
    #[sea_orm(string_value = "REQUIRED")]
    Required,
    /// Whoever has it is preferred.
    #[sea_orm(string_value = "PREFERRED")]
    Preferred,
    /// It must be there on the first day.
    #[sea_orm(string_value = "REQUIRED_AT_HIRING")]
    RequiredAtHiring,
    /// It is learned on the job.
    #[sea_orm(string_value = "ACQUIRED_INTERNALLY")]
    AcquiredInternally,
}
