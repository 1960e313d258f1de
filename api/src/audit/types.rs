//! The audit as GraphQL shows it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entities::audit_entry;
use futures_util::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::{
    accounts::{loaders::UserOf, types::User},
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    scalars::Instant,
    shared::types::{RecordKind, record_id},
};

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, SimpleObject)]
pub struct FieldChange {
    /// The field's name as the API writes it.
    pub field: String,
    /// The value before as text; null when there was none or when the field is restricted.
    pub before: Option<String>,
    /// The value after as text; null when there is none or when the field is restricted.
    pub after: Option<String>,
    /// Whether the field is restricted, so that its values are not kept here.
    #[serde(default)]
    pub is_restricted: bool,
}

/// The changes that an entry keeps; none when they cannot be read.
pub fn changes_of(row: &audit_entry::Model) -> Vec<FieldChange> {
    serde_json::from_value(row.changes.clone()).unwrap_or_default()
}

/// An entry of the audit.
#[derive(Clone)]
pub struct AuditEntry {
    row: audit_entry::Model,
    user: Related<UserOf>,
    agency: Related<AgencyOf>,
    employer: Related<EmployerOf>,
}

impl AuditEntry {
    /// The entry of a row.
    pub fn new(row: audit_entry::Model) -> Self {
        Self {
            row,
            user: Related::default(),
            agency: Related::default(),
            employer: Related::default(),
        }
    }
}

impl Fill for AuditEntry {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            prefetch::one(
                cx,
                nodes,
                selection,
                "user",
                |node| node.row.user_id,
                |node| &mut node.user,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "agency",
                |node| node.row.agency_id,
                |node| &mut node.agency,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "employer",
                |node| node.row.employer_id,
                |node| &mut node.employer,
            )
            .await
        })
    }
}

/// Who did what to which record, and when.
#[Object]
impl AuditEntry {
    /// The id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// When.
    async fn at(&self) -> Instant {
        Instant(self.row.at)
    }

    /// The person who acted; null when Guildhall acted by itself.
    async fn user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.user.get(ctx, self.row.user_id?, ()).await.transpose()
    }

    /// The person's agency at that time; of a record about a participant the agency that serves the participant, whoever acted.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id?, ()).await.transpose()
    }

    /// The API token the person acted by; null when it was a session.
    async fn token_id(&self) -> Option<ID> {
        self.row.token_id.map(ID::from)
    }

    /// Why Guildhall acted by itself: an import, a job, a command.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }

    /// What was done: `CREATED`, `UPDATED`, `TRASHED`, `RESTORED`, or a verb of the kind of record.
    async fn action(&self) -> &str {
        &self.row.action
    }

    /// The kind of record.
    async fn subject_type(&self) -> RecordKind {
        self.row.subject_type.into()
    }

    /// The record. It may be gone.
    async fn subject_id(&self) -> ID {
        record_id(self.row.subject_type, self.row.subject_id)
    }

    /// The employer that the record belongs to.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer
            .get(ctx, self.row.employer_id?, ())
            .await
            .transpose()
    }

    /// The fields that changed.
    async fn changes(&self) -> Vec<FieldChange> {
        changes_of(&self.row)
    }

    /// The request, as the server's log names it.
    async fn request_id(&self) -> Option<&str> {
        self.row.request_id.as_deref()
    }
}
