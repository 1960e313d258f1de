//! What one row of a file became. Keeps the row as read and what an update overwrote. Rows go with
//! their batch.

use sea_orm::entity::prelude::*;

use crate::ids::{ImportBatchId, ImportRowId};
use crate::subject_type::SubjectType;

/// A row of `import_row`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_row")]
pub struct Model {
    /// Primary key; `import_row_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportRowId,
    /// The batch.
    pub batch_id: ImportBatchId,
    /// Number of the row in the file's data; the first data row is 1.
    pub row_number: i32,
    /// What the row was read as: `employer`, `program`, `contribution` …
    pub target: String,
    /// What came of it.
    pub outcome: ImportOutcome,
    /// Kind of the record it became; `None` if it failed.
    pub subject_type: Option<SubjectType>,
    /// The record it became; `None` if it failed.
    pub subject_id: Option<Uuid>,
    /// Why it failed, or what a person should know about it.
    pub reason: Option<String>,
    /// The row as read: pairs of column and text, in the order of the file. `None` on the further records of the same row, and
    /// when cells are not kept any longer.
    #[sea_orm(column_type = "JsonBinary")]
    pub raw: Option<Json>,
    /// What an update overwrote: the columns of the record, and of the rows that are a part of it.
    #[sea_orm(column_type = "JsonBinary")]
    pub before: Option<Json>,
    /// Version of the record right after the import: a revert leaves later edits alone.
    pub after_version: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What came of an imported row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ImportOutcome {
    /// It made a record.
    #[sea_orm(string_value = "CREATED")]
    Created,
    /// It changed a record.
    #[sea_orm(string_value = "UPDATED")]
    Updated,
    /// The record was already so.
    #[sea_orm(string_value = "UNCHANGED")]
    Unchanged,
    /// It could not be taken; see the reason.
    #[sea_orm(string_value = "FAILED")]
    Failed,
    /// Its change was taken back.
    #[sea_orm(string_value = "REVERTED")]
    Reverted,
}
