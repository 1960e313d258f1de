//! The audit: who changed what, when, in the transaction of the change.
//!
//! Restricted fields are named, their values are not kept: the audit never rides past the policy.

use async_graphql::SimpleObject;
use entities::{
    audit_entry,
    ids::{AuditEntryId, EmployerId},
    subject_type::SubjectType,
};
use sea_orm::ActiveValue::Set;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    actor::{Actor, Door},
    app::Cx,
    db::Tx,
    error::{Error, Result},
};

/// What happened to a record.
#[derive(Clone, Debug)]
pub struct Event {
    /// The verb: `CREATED`, `UPDATED`, `TRASHED`, `RESTORED`, or one of the feature's own.
    pub action: &'static str,
    /// The kind of record.
    pub subject_type: SubjectType,
    /// The record.
    pub subject_id: Uuid,
    /// The employer whose timeline shows it.
    pub employer_id: Option<EmployerId>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
}

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

/// Adds an entry, which is written when the transaction ends; the actor is taken from the context.
///
/// # Errors
/// When the changes are no JSON.
pub async fn record(tx: &Tx, cx: &Cx, event: Event) -> Result<()> {
    let user = cx.actor.user();
    let entry = audit_entry::ActiveModel {
        id: Set(cx.app.ids.next::<AuditEntryId>()),
        at: Set(cx.app.clock.now()),
        user_id: Set(user.map(|user| user.id)),
        token_id: Set(user.and_then(|user| match &user.door {
            Door::Token { id, .. } => Some(*id),
            Door::Session(_) | Door::CommandLine => None,
        })),
        agency_id: Set(user.map(|user| user.agency_id)),
        reason: Set(match &*cx.actor {
            Actor::System { reason } => Some(reason.clone()),
            Actor::User(_) | Actor::Anonymous => None,
        }),
        action: Set(event.action.to_owned()),
        subject_type: Set(event.subject_type),
        subject_id: Set(event.subject_id),
        employer_id: Set(event.employer_id),
        changes: Set(serde_json::to_value(&event.changes).map_err(Error::internal)?),
        request_id: Set(cx.request_id.as_deref().map(str::to_owned)),
    };
    tx.keep_audit(entry);
    Ok(())
}
