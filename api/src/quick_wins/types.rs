//! Quick wins as GraphQL shows them.

mod payloads;
mod quick_win;

pub use payloads::{
    QuickWinRecordPayload, QuickWinRestorePayload, QuickWinTrashPayload, QuickWinUpdatePayload,
};
pub use quick_win::QuickWin;
