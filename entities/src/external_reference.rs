//! The key of one of our records in another system, so that an import finds again what it brought.

use sea_orm::entity::prelude::*;

use crate::ids::ExternalReferenceId;
use crate::subject_type::SubjectType;

/// A row of `external_reference`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "external_reference")]
pub struct Model {
    /// Primary key; `external_reference_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ExternalReferenceId,
    /// What kind of record it names.
    pub subject_type: SubjectType,
    /// The record; no foreign key, since the table depends on the kind.
    pub subject_id: Uuid,
    /// The other system, a short stable name.
    pub system: String,
    /// The key over there; unique within kind and system.
    pub value: String,
    /// When the row was created.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
