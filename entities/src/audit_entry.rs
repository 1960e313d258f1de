//! One line of the audit log: who did what to which record. Only ever added; no foreign keys, since
//! the log outlives its subjects.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ApiTokenId, AuditEntryId, EmployerId, UserId};
use crate::subject_type::SubjectType;

/// A row of `audit_entry`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    /// Primary key; `audit_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditEntryId,
    /// When.
    pub at: DateTimeUtc,
    /// The user who acted; `None` for the system.
    pub user_id: Option<UserId>,
    /// The token the user acted through, if any.
    pub token_id: Option<ApiTokenId>,
    /// The user's agency at the time; of a record about a participant the agency that serves the person, whoever acted.
    pub agency_id: Option<AgencyId>,
    /// Why the system acted: the name of a job, import or command.
    pub reason: Option<String>,
    /// What was done: `CREATED`, `UPDATED` … or the verb of the operation.
    pub action: String,
    /// Kind of the record.
    pub subject_type: SubjectType,
    /// The record.
    pub subject_id: Uuid,
    /// The employer whose timeline shows the entry, if any.
    pub employer_id: Option<EmployerId>,
    /// What changed: an array of `{field, before, after}`; restricted fields without their values.
    #[sea_orm(column_type = "JsonBinary")]
    pub changes: Json,
    /// The request, as named in the server's log.
    pub request_id: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
