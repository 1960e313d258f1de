//! Finds a quoted cell that is never closed, before anything is read from the file.
//!
//! A reader would take such a cell for one huge text and swallow the rows after it in silence. A
//! closing quote that is followed by more text is forgiven on its own line (`"Big" Jim's`), as
//! spreadsheets do; where the cell began on an earlier line, it is the sign of a quote left open.

use std::io::BufRead;

use super::error::FileError;

/// Bytes of the longest cell: no text that Guildhall keeps is near it.
const MOST_CELL: usize = 1_000_000;

/// Reads `text` to its end and complains about the first quoted cell that is not closed.
pub(super) fn check(mut text: impl BufRead, delimiter: u8) -> Result<(), FileError> {
    let mut scan = Scan {
        delimiter,
        state: State::CellStart,
        line: 1,
        cell: 0,
    };
    loop {
        let chunk = text
            .fill_buf()
            .map_err(|cause| FileError::system("read", &cause))?;
        if chunk.is_empty() {
            return scan.finish();
        }
        for &byte in chunk {
            scan.step(byte)?;
        }
        let length = chunk.len();
        text.consume(length);
    }
}

#[derive(Clone, Copy)]
enum State {
    CellStart,
    Plain,
    /// Inside a quoted cell that began on `line`.
    Quoted {
        line: u64,
    },
    /// After a quote inside a quoted cell: its end, or the first half of a doubled quote.
    Quote {
        line: u64,
    },
}

struct Scan {
    delimiter: u8,
    state: State,
    line: u64,
    /// Bytes of the cell so far.
    cell: usize,
}

impl Scan {
    fn step(&mut self, byte: u8) -> Result<(), FileError> {
        self.state = match (self.state, byte) {
            (State::CellStart, b'"') => State::Quoted { line: self.line },
            (State::Quoted { line }, b'"') => State::Quote { line },
            (State::Quote { line }, b'"') | (State::Quoted { line }, _) => State::Quoted { line },
            (_, b'\n') => State::CellStart,
            (_, byte) if byte == self.delimiter => State::CellStart,
            (State::Quote { line }, _) if line < self.line => return Err(self.closed_inside(line)),
            _ => State::Plain,
        };
        if byte == b'\n' {
            self.line += 1;
        }
        self.cell = match self.state {
            State::CellStart => 0,
            _ => self.cell + 1,
        };
        if self.cell > MOST_CELL {
            Err(self.too_long())
        } else {
            Ok(())
        }
    }

    fn too_long(&self) -> FileError {
        let line = match self.state {
            State::Quoted { line } | State::Quote { line } => line,
            _ => self.line,
        };
        FileError::new(format!(
            "Line {line}: a cell that begins here is longer than a million bytes; is this a table?"
        ))
    }

    fn closed_inside(&self, line: u64) -> FileError {
        let end = self.line;
        FileError::new(format!(
            "Line {line}: a quoted cell begins here and is closed in the middle of a cell on line {end}; a quote is missing or too many."
        ))
    }

    fn finish(&self) -> Result<(), FileError> {
        match self.state {
            State::Quoted { line } => Err(FileError::new(format!(
                "Line {line}: a quoted cell begins here and is never closed; a quote is missing."
            ))),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str) -> Option<String> {
        check(text.as_bytes(), b',')
            .err()
            .map(|error| error.sentence().to_owned())
    }

    #[test]
    fn sound_text() {
        assert_eq!(
            sentence("a,b\n\"x\ny\",\"say \"\"hi\"\"\"\n\"\",5\" pipe\n\"Big\" Jim's,2\n"),
            None
        );
    }

    #[test]
    fn never_closed() {
        assert_eq!(
            sentence("a,b\n1,2\n\"open,3\n4,5\n").as_deref(),
            Some("Line 3: a quoted cell begins here and is never closed; a quote is missing.")
        );
    }

    #[test]
    fn a_huge_cell() {
        let long = "x".repeat(MOST_CELL);
        assert_eq!(
            sentence(&format!("a,b\n{long},{long}\n\"{}\",1\n", &long[2..])),
            None
        );
        let told = "Line 2: a cell that begins here is longer than a million bytes; is this a table?";
        assert_eq!(sentence(&format!("a,b\n1,{long}x\n")).as_deref(), Some(told));
        assert_eq!(sentence(&format!("a,b\n\"\n{long}")).as_deref(), Some(told));
    }

    #[test]
    fn closed_by_another_cells_quote() {
        let sentence = sentence("a,b\n\"open,3\n4,\"five\"\n").unwrap();
        assert!(sentence.starts_with(
            "Line 2: a quoted cell begins here and is closed in the middle of a cell on line 3"
        ));
    }
}
