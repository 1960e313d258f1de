//! CSV that is safe to open in a spreadsheet: a cell that would be taken for a formula gets an apostrophe before it.
//!
//! `=HYPERLINK(…)` in a name must not run on the desk of whoever opens the file. [`guarded`] and [`unguarded`] undo each other
//! for every text, so that nothing is lost on the way out and in again.

use std::{borrow::Cow, io::Write};

/// What a formula, or a cell that hides one, begins with.
const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A cell as it is written.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if needs_guard(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A cell that [`guarded`] wrote, as it was.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => text,
    }
}

/// A text that begins with an apostrophe is guarded too: else it could not be told from a guard.
fn needs_guard(text: &str) -> bool {
    let begins = |text: &str| text.starts_with(SIGNS) || text.starts_with('\'');
    begins(text) || begins(text.trim_start())
}

/// Writes CSV with guarded cells.
pub struct SafeCsv<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> SafeCsv<W> {
    /// A file that begins.
    pub fn new(to: W) -> Self {
        let writer = csv::WriterBuilder::new().flexible(true).from_writer(to);
        Self { writer }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) -> std::io::Result<()> {
        for cell in cells {
            let written = self.writer.write_field(guarded(cell.as_ref()).as_bytes());
            written.map_err(of_system)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(of_system)
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn flush(&mut self) -> std::io::Result<()> {
        self.writer.flush()
    }
}

/// What the machine said, such as that the reader has gone away.
fn of_system(error: csv::Error) -> std::io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => std::io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_guarded_and_comes_back() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+1 206 555 0100", "'+1 206 555 0100"),
            ("-5", "'-5"),
            ("@import", "'@import"),
            (" \t=x", "' \t=x"),
            ("＝x", "'＝x"),
            ("'tis", "''tis"),
            ("'", "''"),
            ("'=x", "''=x"),
            ("Acme = Co", "Acme = Co"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), written, "{text:?}");
            assert_eq!(unguarded(&guarded(text)), text);
        }
        assert_eq!(unguarded("O'Brien"), "O'Brien");
    }

    #[test]
    fn quotes_and_lines() {
        let mut bytes = Vec::new();
        let mut out = SafeCsv::new(&mut bytes);
        out.row(["a", "say \"hi\", all"]).unwrap();
        out.row(["=2", "one\ntwo", "more"]).unwrap();
        out.flush().unwrap();
        drop(out);
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "a,\"say \"\"hi\"\", all\"\n'=2,\"one\ntwo\",more\n"
        );
    }
}
