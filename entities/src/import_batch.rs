//! One run of an import: a file, the profile that says how to read it, and what came of it. A batch
//! can be reverted.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ImportBatchId, UserId};

/// A row of `import_batch`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_batch")]
pub struct Model {
    /// Primary key; `import_batch_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportBatchId,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of its bytes, lower-case hex: which file this really was.
    pub file_sha256: String,
    /// Name of the profile.
    pub profile_name: String,
    /// The profile as used, TOML.
    pub profile_text: String,
    /// Whether it only reports what it would do.
    pub is_dry_run: bool,
    /// How far it has come.
    pub status: ImportStatus,
    /// For which agency; `None` if the rows name their own.
    pub agency_id: Option<AgencyId>,
    /// Who started it; `None` from the command line.
    pub user_id: Option<UserId>,
    /// Where the file lies, relative to the files directory; `None` if it was not kept.
    pub stored_path: Option<String>,
    /// Rows of data in the file.
    pub rows_total: i32,
    /// Rows that are done; those of a revert when one runs.
    pub rows_done: i32,
    /// Records created.
    pub rows_created: i32,
    /// Records updated.
    pub rows_updated: i32,
    /// Records that were already as the file says.
    pub rows_unchanged: i32,
    /// Rows that could not be taken.
    pub rows_failed: i32,
    /// The counts by target, the warnings by kind and column, and what the rows that could not be taken hold.
    #[sea_orm(column_type = "JsonBinary")]
    pub report: Json,
    /// Why the whole batch failed, or what a revert left, for a person.
    pub message: Option<String>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When it began to run.
    pub started_at: Option<DateTimeUtc>,
    /// When it last showed that it goes on, while it runs.
    pub heard_at: Option<DateTimeUtc>,
    /// When it was done or failed.
    pub finished_at: Option<DateTimeUtc>,
    /// When it was reverted.
    pub reverted_at: Option<DateTimeUtc>,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
    /// Whether it holds records about completers: then nobody outside the agency it is for sees it.
    pub is_closed: bool,
}

impl ActiveModelBehavior for ActiveModel {}

/// State of an import batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ImportStatus {
    /// Waits for a worker.
    #[sea_orm(string_value = "QUEUED")]
    Queued,
    /// Is being read.
    #[sea_orm(string_value = "RUNNING")]
    Running,
    /// Read to the end; single rows may have failed.
    #[sea_orm(string_value = "DONE")]
    Done,
    /// Stopped; see the message.
    #[sea_orm(string_value = "FAILED")]
    Failed,
    /// Is being reverted.
    #[sea_orm(string_value = "REVERTING")]
    Reverting,
    /// Its changes were taken back.
    #[sea_orm(string_value = "REVERTED")]
    Reverted,
}
