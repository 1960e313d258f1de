//! Opens a table file by its path and streams its rows: CSV, TSV or XLSX, as people send them.
//!
//! [`open`] copies the file into clean text (`spool`, `sheet`), finds the delimiter and the header
//! and checks every quote before the first row is handed out, so that a malformed file changes
//! nothing. [`SourceFile::rows`] then reads one row at a time.
//!
//! What is survived, and how:
//! - UTF-8 with or without byte order mark, UTF-16 with one, Windows-1252; CR, LF and CRLF;
//! - comma, tab, semicolon and pipe; lines above the header; blank rows (skipped, not counted);
//! - a column without a name is `column 3`, a repeated one `Notes (2)`;
//! - a short row has empty cells; a long row keeps its further cells as `extra 1`, `extra 2`;
//! - a cell that a spreadsheet wrote as a formula, `="01.00"`, is its text; a cell may have many lines.

mod delimiter;
mod encoding;
mod error;
mod header;
mod quotes;
mod rows;
mod sheet;
mod spool;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;
use std::sync::Arc;

pub use encoding::by_name as encoding_by_name;
pub use error::FileError;
use rows::Numbering;
pub use rows::{Row, Rows};
use spool::Spool;

/// The first bytes of a ZIP archive, which an XLSX file is.
const ZIP: &[u8] = b"PK\x03\x04";
/// The first bytes of an Excel file from before 2007.
const OLD_EXCEL: &[u8] = b"\xD0\xCF\x11\xE0";

/// What is known about a file beforehand, mostly from its profile. The default is: nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileOptions {
    /// The text's encoding, such as `windows-1252`; sniffed when `None`.
    pub encoding: Option<String>,
    /// The character between cells; sniffed when `None`.
    pub delimiter: Option<u8>,
    /// The sheet of a workbook; the first when `None`.
    pub sheet: Option<String>,
    /// Columns that the file must have. They decide which row is the header.
    pub columns: Vec<String>,
    /// Whether cells that look like formulas were written with an apostrophe before them, as exports do.
    pub guarded: bool,
}

/// An opened file, ready to be read.
#[derive(Debug)]
pub struct SourceFile {
    /// SHA-256 of the file's bytes, 64 hexadecimal digits.
    pub sha256: String,
    /// The file's length in bytes.
    pub byte_count: u64,
    /// How it was read: `utf-8`, `windows-1252` … or `xlsx`.
    pub encoding: String,
    /// The character between cells.
    pub delimiter: char,
    /// The names of its columns, in order, each once.
    pub columns: Arc<[String]>,
    text: File,
    header_index: usize,
    numbering: Numbering,
    guarded: bool,
}

/// Opens the file at `path` and checks it from end to end.
///
/// # Errors
/// The file cannot be read, is not a table, lacks a column that `options` expect, or has a quote
/// that is not closed.
pub fn open(path: &Path, options: &FileOptions) -> Result<SourceFile, FileError> {
    match Format::of(path)? {
        Format::Text => {
            let spool = spool::text_file(path, options.encoding.as_deref())?;
            SourceFile::new(spool, options.delimiter, Numbering::Lines, options)
        }
        Format::Workbook => {
            let spool = sheet::spool(path, options.sheet.as_deref())?;
            SourceFile::new(spool, Some(b','), Numbering::Records, options)
        }
    }
}

impl SourceFile {
    fn new(
        mut spool: Spool,
        delimiter: Option<u8>,
        numbering: Numbering,
        options: &FileOptions,
    ) -> Result<Self, FileError> {
        let head = head_of(&mut spool.text)?;
        let delimiter = delimiter.unwrap_or_else(|| delimiter::sniff(&head, &options.columns));
        quotes::check(BufReader::new(&spool.text), delimiter)?;
        spool::rewind(&mut spool.text)?;
        let found = header::find(&delimiter::records(&head, delimiter), &options.columns)?;
        Ok(Self {
            sha256: spool.sha256,
            byte_count: spool.byte_count,
            encoding: spool.encoding,
            delimiter: char::from(delimiter),
            columns: found.names.into(),
            text: spool.text,
            header_index: found.index,
            numbering,
            guarded: options.guarded,
        })
    }

    /// Where the column called `name` is; blanks and capitals do not matter.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        header::position(&self.columns, name)
    }

    /// Counts the rows by reading them once.
    ///
    /// # Errors
    /// The file cannot be read to its end.
    pub fn count_rows(&mut self) -> Result<u32, FileError> {
        let text = self
            .text
            .try_clone()
            .map_err(|cause| FileError::system("read", &cause))?;
        let columns = Arc::clone(&self.columns);
        let mut rows = Rows::new(
            text,
            self.delimiter as u8,
            columns,
            self.header_index,
            self.numbering,
            self.guarded,
        );
        let count = rows.try_fold(0, |count, row| row.map(|_| count + 1))?;
        spool::rewind(&mut self.text)?;
        Ok(count)
    }

    /// The rows below the header, one at a time.
    #[must_use]
    pub fn rows(self) -> Rows {
        Rows::new(
            self.text,
            self.delimiter as u8,
            self.columns,
            self.header_index,
            self.numbering,
            self.guarded,
        )
    }
}

/// Where the column called `name` is among `columns`; blanks and capitals do not matter.
#[must_use]
pub fn column_position(columns: &[String], name: &str) -> Option<usize> {
    header::position(columns, name)
}

enum Format {
    Text,
    Workbook,
}

impl Format {
    /// The first bytes tell, not the name: a workbook renamed to `.csv` is still one.
    fn of(path: &Path) -> Result<Self, FileError> {
        let mut first = Vec::new();
        spool::open(path)?
            .take(4)
            .read_to_end(&mut first)
            .map_err(|cause| FileError::system("read", &cause))?;
        match first.as_slice() {
            [] => Err(FileError::new("The file is empty.")),
            ZIP => Ok(Self::Workbook),
            OLD_EXCEL => Err(FileError::new(
                "The file is an old Excel workbook (.xls); save it as XLSX or CSV.",
            )),
            _ => Ok(Self::Text),
        }
    }
}

fn head_of(text: &mut File) -> Result<Vec<u8>, FileError> {
    let mut head = Vec::new();
    Read::by_ref(text)
        .take(delimiter::HEAD as u64)
        .read_to_end(&mut head)
        .map_err(|cause| FileError::system("read", &cause))?;
    spool::rewind(text)?;
    Ok(head)
}
