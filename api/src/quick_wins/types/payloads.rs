//! What the mutations of quick wins answer.

use async_graphql::SimpleObject;

use super::QuickWin;
use crate::{audit::FieldChange, error::UserError};

/// What became of recording a quick win.
#[derive(SimpleObject)]
pub struct QuickWinRecordPayload {
    /// The new quick win; null when nothing was added.
    pub quick_win: Option<QuickWin>,
    /// What to mend; empty when it was recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a quick win.
#[derive(SimpleObject)]
pub struct QuickWinUpdatePayload {
    /// The quick win as stored now; after a `CONFLICT` as somebody else left it.
    pub quick_win: Option<QuickWin>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a quick win into the trash.
#[derive(SimpleObject)]
pub struct QuickWinTrashPayload {
    /// The quick win as stored now; after a `CONFLICT` as somebody else left it.
    pub quick_win: Option<QuickWin>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a quick win out of the trash.
#[derive(SimpleObject)]
pub struct QuickWinRestorePayload {
    /// The quick win as stored now; after a `CONFLICT` as somebody else left it.
    pub quick_win: Option<QuickWin>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
