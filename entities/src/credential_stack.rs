//! Which credential leads to which: who has the first may go on to the second.

use sea_orm::entity::prelude::*;

use crate::ids::CredentialId;

/// A row of `credential_stack`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credential_stack")]
pub struct Model {
    /// The credential.
    #[sea_orm(primary_key, auto_increment = false)]
    pub credential_id: CredentialId,
    /// The one it leads to.
    #[sea_orm(primary_key, auto_increment = false)]
    pub leads_to_id: CredentialId,
}

impl ActiveModelBehavior for ActiveModel {}
