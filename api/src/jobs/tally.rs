//! Work on many things, of which one that fails keeps none of the others from theirs.

use crate::error::{Error, Result};

/// Counts what was done, and keeps the first failure.
#[derive(Debug, Default)]
pub struct Tally {
    done: usize,
    failed: Option<Error>,
}

impl Tally {
    /// Takes over how one thing went.
    ///
    /// # Errors
    /// When the database does not answer: then the rest would only wait, too.
    pub fn add(&mut self, outcome: Result<usize>) -> Result<()> {
        match outcome {
            Ok(done) => self.done += done,
            Err(error @ Error::Unavailable(_)) => return Err(error),
            Err(error) => {
                tracing::warn!(?error, "one of several pieces of work failed; the others go on");
                self.failed.get_or_insert(error);
            }
        }
        Ok(())
    }

    /// How much was done.
    ///
    /// # Errors
    /// The first failure, if there was one.
    pub fn end(self) -> Result<usize> {
        self.failed.map_or(Ok(self.done), Err)
    }
}
