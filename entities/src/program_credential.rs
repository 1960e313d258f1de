//! The credentials that a program awards or prepares for.

use sea_orm::entity::prelude::*;

use crate::ids::{CredentialId, ProgramId};

/// A row of `program_credential`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "program_credential")]
pub struct Model {
    /// The program.
    #[sea_orm(primary_key, auto_increment = false)]
    pub program_id: ProgramId,
    /// The credential.
    #[sea_orm(primary_key, auto_increment = false)]
    pub credential_id: CredentialId,
}

impl ActiveModelBehavior for ActiveModel {}
