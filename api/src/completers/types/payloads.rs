//! What mutations of completers answer.

use async_graphql::SimpleObject;

use super::Completer;
use crate::{audit::FieldChange, error::UserError};

/// What became of recording a completer.
#[derive(SimpleObject)]
pub struct CompleterRecordPayload {
    /// The new completer; null when nothing was recorded.
    pub completer: Option<Completer>,
    /// What to mend; empty when it was recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of recording completers together.
#[derive(SimpleObject)]
pub struct CompletersRecordPayload {
    /// The new completers in the order of the input; none when anything was to be mended.
    pub completers: Vec<Completer>,
    /// What to mend, each with the place of its completer; empty when all were recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a completer.
#[derive(SimpleObject)]
pub struct CompleterUpdatePayload {
    /// The completer as stored now; after a `CONFLICT` as somebody else left it.
    pub completer: Option<Completer>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a completer into the trash.
#[derive(SimpleObject)]
pub struct CompleterTrashPayload {
    /// The completer as stored now; after a `CONFLICT` as somebody else left it.
    pub completer: Option<Completer>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a completer out of the trash.
#[derive(SimpleObject)]
pub struct CompleterRestorePayload {
    /// The completer as stored now; after a `CONFLICT` as somebody else left it.
    pub completer: Option<Completer>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
