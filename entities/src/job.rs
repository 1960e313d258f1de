//! A job in the outbox: written in the transaction that causes it, done later by the worker.

use sea_orm::entity::prelude::*;

use crate::ids::JobId;

/// A row of `job`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    /// Primary key; `job_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: JobId,
    /// Which job it is: the name of its handler.
    pub kind: String,
    /// What the handler needs, as JSON.
    #[sea_orm(column_type = "JsonBinary")]
    pub payload: Json,
    /// Not before this time; moved on after a failure.
    pub run_at: DateTimeUtc,
    /// How often it was tried.
    pub attempts: i32,
    /// The worker that has it; `None` if none.
    pub claimed_by: Option<String>,
    /// When the claim ends and another worker may take it.
    pub claimed_until: Option<DateTimeUtc>,
    /// When it was done or given up.
    pub finished_at: Option<DateTimeUtc>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// Where it stands.
    pub state: JobState,
    /// When the row was created.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

/// State of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum JobState {
    /// Waits, or is claimed and runs.
    #[sea_orm(string_value = "QUEUED")]
    Queued,
    /// Done.
    #[sea_orm(string_value = "DONE")]
    Done,
    /// Given up after too many attempts.
    #[sea_orm(string_value = "DEAD")]
    Dead,
}
