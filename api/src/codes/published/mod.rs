//! The published code lists: NAICS 2022, SOC 2018, CIP 2020 and the SOC-CIP crosswalk.
//!
//! Each file is streamed as published. [`Codes`] and [`Crosswalk`] are iterators; a file that is not
//! the expected one is one clear sentence. Words: a *scheme* is a list's name; a *level* counts from
//! the widest group; a *parent* is the code one level up.

mod cip;
mod crosswalk;
mod naics;
mod soc;
#[cfg(test)]
mod tests;

use std::path::Path;

pub use crosswalk::{Crosswalk, Pair};

use entities::{code::CodeStatus, code_list::CodeScheme};

use crate::imports::file::{self, FileError, FileOptions, Row, Rows};

/// One line of a code list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeEntry {
    /// The list.
    pub scheme: CodeScheme,
    /// The code as published, always a text.
    pub code: String,
    /// Its title, without footnote marks.
    pub title: String,
    /// NAICS 2 to 6 (digits), SOC 1 to 4, CIP 1 to 3; the widest group first.
    pub level: u8,
    /// The level's name, such as "Subsector".
    pub level_name: &'static str,
    /// The code one level up.
    pub parent: Option<String>,
    /// What the edition says about it.
    pub status: CodeStatus,
    /// What it covers, where the file says so.
    pub definition: Option<String>,
    /// The code to use instead of one that moved or was deleted.
    pub moved_to: Option<String>,
}

/// Reads a row; `None` for one that is not an entry. Sees the rows in the file's order.
type ReadEntry = Box<dyn FnMut(&Row) -> Result<CodeEntry, String> + Send>;

/// The entries of a code list, in the file's order.
pub struct Codes {
    rows: Rows,
    read: ReadEntry,
    /// SHA-256 of the file's bytes.
    pub sha256: String,
}

impl Codes {
    /// Opens the published file of a list.
    ///
    /// # Errors
    /// The file cannot be read or is not that list.
    pub fn open(scheme: CodeScheme, path: &Path) -> Result<Self, FileError> {
        let read: ReadEntry = match scheme {
            CodeScheme::Naics => naics::reader(),
            CodeScheme::Soc => soc::reader(),
            CodeScheme::Cip => Box::new(cip::entry),
        };
        let file = open(path, edition(scheme).1, columns(scheme))?;
        Ok(Self {
            sha256: file.sha256.clone(),
            rows: file.rows(),
            read,
        })
    }
}

impl Iterator for Codes {
    type Item = Result<CodeEntry, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.rows.next()?;
        Some(row.and_then(|row| {
            (self.read)(&row).map_err(|what| FileError::new(format!("Line {}: {what}.", row.line)))
        }))
    }
}

/// The edition that is read, and the list as a person calls it.
pub const fn edition(scheme: CodeScheme) -> (&'static str, &'static str) {
    match scheme {
        CodeScheme::Naics => ("2022", "NAICS 2022"),
        CodeScheme::Soc => ("2018", "SOC 2018"),
        CodeScheme::Cip => ("2020", "CIP 2020"),
    }
}

const fn columns(scheme: CodeScheme) -> &'static [&'static str] {
    match scheme {
        CodeScheme::Naics => &["2022 NAICS Code", "2022 NAICS Title"],
        CodeScheme::Soc => &["SOCGroup", "SOCCode", "SOCTitle", "SOCDefinition"],
        CodeScheme::Cip => &["CIPCode", "Action", "CIPTitle", "CIPDefinition"],
    }
}

/// Opens a published file, which must have these columns.
fn open(path: &Path, title: &str, columns: &[&str]) -> Result<file::SourceFile, FileError> {
    let options = FileOptions {
        columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        ..FileOptions::default()
    };
    file::open(path, &options)
        .map_err(|error| FileError::new(format!("This is not the {title} file. {error}")))
}

/// The cell of a column that the file is known to have, without blanks around.
fn cell<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).unwrap_or_default().trim()
}

/// `text`, or `None` when there is none.
fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
