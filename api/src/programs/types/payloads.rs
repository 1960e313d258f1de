//! What mutations of programs answer.

use async_graphql::SimpleObject;

use super::Program;
use crate::{audit::FieldChange, error::UserError};

/// What became of adding a program.
#[derive(SimpleObject)]
pub struct ProgramCreatePayload {
    /// The new program; null when nothing was added.
    pub program: Option<Program>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a program.
#[derive(SimpleObject)]
pub struct ProgramUpdatePayload {
    /// The program as stored now; after a `CONFLICT` as somebody else left it.
    pub program: Option<Program>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a program into the trash.
#[derive(SimpleObject)]
pub struct ProgramTrashPayload {
    /// The program as stored now.
    pub program: Option<Program>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a program out of the trash.
#[derive(SimpleObject)]
pub struct ProgramRestorePayload {
    /// The program as stored now.
    pub program: Option<Program>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}

/// What became of an answer to a part of the definition of a career pathway.
#[derive(SimpleObject)]
pub struct ProgramChecklistAnswerPayload {
    /// The program as stored now; after a `CONFLICT` as somebody else left it.
    pub program: Option<Program>,
    /// What changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the answer stands.
    pub user_errors: Vec<UserError>,
}
