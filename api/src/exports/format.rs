//! How lines are written: as CSV, or as one JSON array of objects.

use std::io::{self, Write};

use serde_json::{Map, Value as Json};

use crate::shared::spreadsheet::SafeCsv;

/// A line: a cell for each column of its list.
pub type Line = Vec<Json>;

/// Takes the lines of a list.
pub trait Format {
    /// Begins with the names of the columns.
    ///
    /// # Errors
    /// When they cannot be written.
    fn head(&mut self, columns: &'static [&'static str]) -> io::Result<()>;

    /// Writes a line.
    ///
    /// # Errors
    /// When it cannot be written.
    fn line(&mut self, line: Line) -> io::Result<()>;

    /// Ends the file.
    ///
    /// # Errors
    /// When the rest cannot be written.
    fn end(&mut self) -> io::Result<()>;
}

/// CSV in UTF-8. Several values of a cell are joined by `;`.
pub struct Csv<W: Write>(SafeCsv<W>);

impl<W: Write> Csv<W> {
    /// A file that begins.
    pub fn new(to: W) -> Self {
        Self(SafeCsv::new(to))
    }
}

impl<W: Write> Format for Csv<W> {
    fn head(&mut self, columns: &'static [&'static str]) -> io::Result<()> {
        self.0.row(columns)
    }

    fn line(&mut self, line: Line) -> io::Result<()> {
        self.0.row(line.iter().map(text))
    }

    fn end(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A cell as text.
fn text(cell: &Json) -> String {
    match cell {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(values) => values.iter().map(text).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}

/// One JSON array, an object a line.
pub struct JsonArray<W: Write> {
    to: W,
    columns: &'static [&'static str],
    has_lines: bool,
}

impl<W: Write> JsonArray<W> {
    /// A file that begins.
    pub fn new(to: W) -> Self {
        Self {
            to,
            columns: &[],
            has_lines: false,
        }
    }
}

impl<W: Write> Format for JsonArray<W> {
    fn head(&mut self, columns: &'static [&'static str]) -> io::Result<()> {
        self.columns = columns;
        self.to.write_all(b"[")
    }

    fn line(&mut self, line: Line) -> io::Result<()> {
        self.to
            .write_all(if self.has_lines { b",\n  " } else { b"\n  " })?;
        self.has_lines = true;
        let columns = self.columns.iter().map(|name| (*name).to_owned());
        let object: Map<String, Json> = columns.zip(line).collect();
        serde_json::to_writer(&mut self.to, &object).map_err(io::Error::from)
    }

    fn end(&mut self) -> io::Result<()> {
        self.to.write_all(b"\n]\n")?;
        self.to.flush()
    }
}
