//! What the mutations of statements answer.

use async_graphql::SimpleObject;

use super::CharterStatement;
use crate::error::UserError;

/// What became of adopting a statement.
#[derive(SimpleObject)]
pub struct StatementAdoptPayload {
    /// The new statement; null when nothing was added.
    pub statement: Option<CharterStatement>,
    /// The statement that it retired.
    pub retired: Option<CharterStatement>,
    /// What to mend; empty when it was adopted.
    pub user_errors: Vec<UserError>,
}

/// What became of retiring a statement.
#[derive(SimpleObject)]
pub struct StatementRetirePayload {
    /// The statement as stored now; after a `CONFLICT` as somebody else left it.
    pub statement: Option<CharterStatement>,
    /// What to mend; empty when it was retired.
    pub user_errors: Vec<UserError>,
}
