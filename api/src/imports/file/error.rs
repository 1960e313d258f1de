//! What is wrong with a file as a whole, in one sentence for the person who has it.

use std::fmt;

use crate::text;

/// A file that cannot be read. Nothing of it is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileError {
    sentence: String,
}

impl FileError {
    /// An error told by `sentence`, which ends with a full stop.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
        }
    }

    /// The system's own error `cause` while doing `what`, such as "opened".
    pub(crate) fn system(what: &str, cause: &std::io::Error) -> Self {
        Self::new(format!("The file cannot be {what}: {}.", text::of_system(cause)))
    }

    /// The sentence, for a person.
    #[must_use]
    pub fn sentence(&self) -> &str {
        &self.sentence
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.sentence)
    }
}

impl std::error::Error for FileError {}
