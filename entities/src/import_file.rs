//! A file that was uploaded for import; its bytes lie in the files directory.

use sea_orm::entity::prelude::*;

use crate::ids::{ImportFileId, UserId};

/// A row of `import_file`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_file")]
pub struct Model {
    /// Primary key; `import_file_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportFileId,
    /// File name as uploaded.
    pub name: String,
    /// SHA-256 of the bytes, lower-case hex.
    pub sha256: String,
    /// Size in bytes.
    pub byte_count: i64,
    /// Where it lies, relative to the files directory.
    pub stored_path: String,
    /// Who uploaded it; `None` from the command line.
    pub uploaded_by: Option<UserId>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
