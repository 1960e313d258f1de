//! What became of a change of a drafted letter.

use async_graphql::SimpleObject;

use super::LetterDraft;
use crate::{audit::FieldChange, error::UserError};

/// What became of mending a letter.
#[derive(SimpleObject)]
pub struct LetterDraftUpdatePayload {
    /// The letter as stored now; after a `CONFLICT` as somebody else left it.
    pub letter_draft: Option<LetterDraft>,
    /// The fields that changed; what the letter says is not repeated.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of discarding a letter.
#[derive(SimpleObject)]
pub struct LetterDraftDiscardPayload {
    /// The letter as stored now; after a `CONFLICT` as somebody else left it.
    pub letter_draft: Option<LetterDraft>,
    /// What to mend; empty when it is discarded.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a discarded letter back.
#[derive(SimpleObject)]
pub struct LetterDraftRestorePayload {
    /// The letter as stored now; after a `CONFLICT` as somebody else left it.
    pub letter_draft: Option<LetterDraft>,
    /// What to mend; empty when it is a draft again.
    pub user_errors: Vec<UserError>,
}

/// What became of one of the letters to be sent.
#[derive(SimpleObject)]
pub struct LetterDraftSent {
    /// The letter as stored now; null when there is none, or you may not see it.
    pub letter_draft: Option<LetterDraft>,
    /// Why it was not sent; empty when it was.
    pub user_errors: Vec<UserError>,
}

/// What became of sending letters.
#[derive(SimpleObject)]
pub struct LetterDraftsSendPayload {
    /// What became of each letter, in the order in which they were named; empty when nothing was done.
    pub results: Vec<LetterDraftSent>,
    /// What to mend about the whole; empty when each letter was tried.
    pub user_errors: Vec<UserError>,
}
