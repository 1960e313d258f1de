//! The evidence file of a program, kept as it stood.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{AgencyId, EvidenceFileId, ProgramId, UserId},
    values::KeptText,
};

/// A row of `evidence_file`. Rows are added, never changed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "evidence_file")]
pub struct Model {
    /// Primary key; `evidence_file_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EvidenceFileId,
    /// The program.
    pub program_id: ProgramId,
    /// The agency that offered it.
    pub agency_id: AgencyId,
    /// Who kept it; `None` if Guildhall did.
    pub user_id: Option<UserId>,
    /// The day it is about.
    pub as_of: Date,
    /// The file as canonical JSON.
    pub document: KeptText,
    /// SHA-256 of the UTF-8 bytes of `document`, in lower-case hexadecimal.
    pub hash: String,
    /// What it was kept for.
    pub note: Option<String>,
    /// When it was kept.
    pub created_at: DateTimeUtc,
    /// When the row was last changed: when it was kept.
    pub updated_at: DateTimeUtc,
    /// The optimistic lock; always 1.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
