//! The rules of code lists: loading the published files.
//!
//! A list is loaded whole or not at all. Its file's digest says whether it was loaded before.

mod crosswalk;
mod list;

use crate::{
    error::{Error, Result},
    imports::file::FileError,
};

pub use crosswalk::import_crosswalk;
pub use list::import_list;

/// What came of loading a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Codes of the list, or pairs of the crosswalk.
    pub entries: u64,
    /// Pairs passed over because they mean "no match".
    pub skipped: u32,
    /// Whether anything changed: false when the same was loaded before.
    pub is_new: bool,
}

/// Reads a file on a thread that may wait for it.
async fn blocking<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, FileError> + Send + 'static,
) -> Result<T> {
    let outcome = tokio::task::spawn_blocking(read).await.map_err(Error::internal)?;
    outcome.map_err(|error| Error::invalid("file", error.sentence()))
}
