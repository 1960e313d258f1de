//! One row at a time.

use std::borrow::Cow;
use std::fs::File;
use std::sync::Arc;

use csv::StringRecord;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::error::FileError;
use super::header;
use crate::shared::spreadsheet::unguarded;

/// What a row's `line` counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    /// Lines of the text.
    Lines,
    /// Rows of the sheet.
    Records,
}

/// A line of data. Serializes as a map from column to cell, in the file's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The first row below the header is 1. Blank rows are not counted.
    pub number: u32,
    /// Where it begins in the file: the line of a text, the row of a sheet; the file's first is 1.
    pub line: u64,
    columns: Arc<[String]>,
    cells: Vec<String>,
}

impl Row {
    /// The cell at a column's position; empty where the row is too short.
    #[must_use]
    pub fn cell(&self, position: usize) -> &str {
        self.cells.get(position).map_or("", String::as_str)
    }

    /// The cell of the column called `name`; blanks and capitals do not matter.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        header::position(&self.columns, name).map(|position| self.cell(position))
    }

    /// How many columns the file has.
    #[must_use]
    pub fn column_count(&self) -> usize {
        self.columns.len()
    }

    /// How many cells there are beyond the last column.
    #[must_use]
    pub fn extra_count(&self) -> usize {
        self.cells.len().saturating_sub(self.columns.len())
    }

    /// Every column's name with its cell, then the cells beyond as `extra 1`, `extra 2` ….
    pub fn cells(&self) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
        let count = self.columns.len();
        let named = self
            .columns
            .iter()
            .enumerate()
            .map(|(at, name)| (Cow::from(name.as_str()), self.cell(at)));
        let extra = self.cells.iter().skip(count).zip(1..);
        named.chain(extra.map(|(cell, number)| (Cow::from(format!("extra {number}")), cell.as_str())))
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, cell) in self.cells() {
            map.serialize_entry(&name, cell)?;
        }
        map.end()
    }
}

/// The rows of a file. Ends after the first error.
#[derive(Debug)]
pub struct Rows {
    reader: csv::Reader<File>,
    record: StringRecord,
    columns: Arc<[String]>,
    numbering: Numbering,
    guarded: bool,
    skip: usize,
    record_number: u64,
    number: u32,
    is_done: bool,
}

impl Rows {
    pub(super) fn new(
        text: File,
        delimiter: u8,
        columns: Arc<[String]>,
        header_index: usize,
        numbering: Numbering,
        guarded: bool,
    ) -> Self {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text);
        let (record, skip) = (StringRecord::new(), header_index + 1);
        Self {
            reader,
            record,
            columns,
            numbering,
            guarded,
            skip,
            record_number: 0,
            number: 0,
            is_done: false,
        }
    }

    /// The next record below the header that is not blank.
    fn advance(&mut self) -> Result<Option<Row>, csv::Error> {
        while self.reader.read_record(&mut self.record)? {
            self.record_number += 1;
            if self.skip > 0 {
                self.skip -= 1;
            } else if self.record.iter().any(|cell| !cell.trim().is_empty()) {
                self.number += 1;
                return Ok(Some(self.row()));
            }
        }
        Ok(None)
    }

    fn row(&self) -> Row {
        let read = |cell| {
            if self.guarded {
                unguarded(cell).to_owned()
            } else {
                unquoted_formula(cell)
            }
        };
        let mut cells: Vec<String> = self.record.iter().map(read).collect();
        while cells.len() > self.columns.len() && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
            cells.pop();
        }
        Row {
            number: self.number,
            line: self.line(),
            columns: Arc::clone(&self.columns),
            cells,
        }
    }

    /// The csv reader's own position of a record counts from the blank lines before it; so count
    /// back from the line after it.
    fn line(&self) -> u64 {
        if self.numbering == Numbering::Records {
            return self.record_number;
        }
        let inside: usize = self.record.iter().map(|cell| cell.matches('\n').count()).sum();
        self.reader.position().line().saturating_sub(1 + inside as u64)
    }
}

impl Iterator for Rows {
    type Item = Result<Row, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let next = self.advance();
        self.is_done = !matches!(next, Ok(Some(_)));
        next.map_err(|cause| FileError::new(format!("The file cannot be read further: {cause}.")))
            .transpose()
    }
}

/// The text of a cell that was written as a formula to keep its zeros: `="01.00"`.
fn unquoted_formula(cell: &str) -> String {
    let inner = cell
        .trim()
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    inner.map_or_else(|| cell.to_owned(), |inner| inner.replace("\"\"", "\""))
}
