//! What commands print: the one place that writes to standard output and standard error.
//!
//! A reader that has gone away (`guildhall schema | head`) is no error.

use std::{
    fmt::Display,
    io::{IsTerminal, Write, stderr, stdout},
};

/// A line for a person, or for a program that reads lines.
pub(super) fn line(text: impl Display) {
    let _ = writeln!(stdout(), "{text}");
}

/// Text as it is.
pub(super) fn text(text: &str) {
    let mut out = stdout();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// An answer for a program.
pub(super) fn json(value: &serde_json::Value) {
    line(format_args!("{value:#}"));
}

/// A problem, told on standard error.
pub(super) fn complain(sentence: impl Display) {
    let _ = writeln!(stderr(), "guildhall: {sentence}");
}

/// Whether a person looks at standard error, so that progress may be drawn there.
pub(super) fn is_watched() -> bool {
    stderr().is_terminal()
}
