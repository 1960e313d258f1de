//! Writing the audit.

use entities::{
    audit_entry,
    ids::{AgencyId, AuditEntryId, EmployerId},
    subject_type::SubjectType,
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::types::FieldChange;
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

/// Adds an entry, which is written when the transaction ends; the actor is taken from the context.
///
/// # Errors
/// When the changes are no JSON.
pub async fn record(tx: &Tx, cx: &Cx, event: Event) -> Result<()> {
    record_owned(tx, cx, &event, None)
}

/// [`record()`] about a record whose agency alone reads the entry, whoever acted.
///
/// # Errors
/// When the changes are no JSON.
pub fn record_owned(tx: &Tx, cx: &Cx, event: &Event, owner: Option<AgencyId>) -> Result<()> {
    let user = cx.actor.user();
    let entry = audit_entry::ActiveModel {
        id: Set(cx.app.ids.next::<AuditEntryId>()),
        at: Set(cx.app.clock.now()),
        user_id: Set(user.map(|user| user.id)),
        token_id: Set(user.and_then(|user| match &user.door {
            Door::Token { id, .. } => Some(*id),
            Door::Session(_) | Door::Feed(_) | Door::Letter | Door::CommandLine => None,
        })),
        agency_id: Set(owner.or(user.map(|user| user.agency_id))),
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
