//! The profile of a file: which column feeds which field of which record.
//!
//! A profile is a TOML file. [`Profile::parse`] reports everything that is wrong with it at once.
//!
//! ```toml
//! name = "events"                       # shown with every import
//! about = "Events of the region's academies, one row per employer."
//!
//! [file]                                # all optional: what is not said is sniffed
//! encoding = "windows-1252"
//! delimiter = "comma"                   # comma, tab, semicolon or pipe
//! sheet = "2014"                        # of a workbook; else the first
//! columns = ["Sector"]                  # must be there, besides the columns used below
//! guarded = true                        # an apostrophe before what looks like a formula is taken off
//!
//! [[records]]                           # one row feeds one record of each entry, in this order
//! target = "employer"                   # one of `targets`: agency, employer, contact, program, completer, hire …
//! mode = "if-missing"                   # see below
//! key = ["name"]                        # which fields find the record that is there already
//! # key-or-empty = ["website"]          # and these too; where a row leaves one empty, so is the record's
//!
//! [[records]]
//! name = "gift"                         # how fields call it; else the target's name
//! target = "contribution"
//! mode = "upsert"
//! key = ["external.events"]
//! when = "cash"                         # no such record on rows where this field is empty
//!
//! [[fields]]
//! to = "employer.name"                  # record.field; the fields are listed in `targets`
//! column = "Employer"
//!
//! [[fields]]
//! to = "gift.employer"
//! record = "employer"                   # a record of the same row, listed earlier
//!
//! [[fields]]
//! to = "gift.external.events"
//! columns = ["Event ID", "Employer"]    # joined, without the empty ones
//! join = " / "                          # else one blank
//!
//! [[fields]]
//! to = "gift.role_type"
//! value = "DONATE_FUNDS"                # the same for every row
//!
//! [[fields]]
//! to = "gift.cash"
//! column = "Cash"
//! empty = ["0", "N/A"]                  # texts that mean "empty"; capitals do not matter
//! ```
//!
//! **Modes.** `upsert` creates the record or updates the fields that the row fills; `if-missing`
//! creates it or leaves it alone; `reference` looks it up, and the row is quarantined when it is not there.
//!
//! **Further options of a field** that is fed from a column:
//! `required = true` (an empty cell quarantines the row; so does an empty key, or an empty field
//! that no record can do without) · `report-empty = true` (an empty cell is reported, the row goes in)
//! · `default = "…"` (for an empty cell) · `values = {"text" = "VALUE"}` with `otherwise = "refuse"`
//! (the default), `"keep"`, `"empty"` or `{value = "OTHER"}` · `refuse = {"text" = "why"}` (quarantines the row)
//! · `dates = ["%m/%d/%Y", "excel"]` · `utc-offset = "-08:00"` for moments · `decimal-comma = true` ·
//! `separators = [";"]` for tags, e-mails and phones · `keep-blanks = true`.

mod check;
mod check_field;
mod raw;
#[cfg(test)]
mod tests;

use std::fmt;

use super::cells::{CellRule, Value};
use super::file::FileOptions;
use super::targets::Target;

/// A profile without a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name, shown with every import.
    pub name: String,
    /// What kind of file it is for.
    pub about: String,
    /// The TOML text that it was read from.
    pub text: String,
    /// How to open the file, with every column that the profile needs.
    pub file: FileOptions,
    /// What each row feeds, in order.
    pub records: Vec<RecordRule>,
}

/// A record that each row feeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRule {
    /// Its name in the profile.
    pub name: String,
    /// What it is.
    pub target: Target,
    /// What happens when it is, or is not, there already.
    pub mode: Mode,
    /// The fields that find it; not all of them may be empty in a row.
    pub key: Vec<String>,
    /// There is no such record on rows where this field is empty.
    pub when: Option<String>,
    /// Its fields.
    pub fields: Vec<FieldRule>,
}

/// What happens to a record that is, or is not, there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Create it, or update the fields that the row fills.
    Upsert,
    /// Create it, or leave it alone.
    IfMissing,
    /// It must be there; it is left alone.
    Reference,
}

/// How a field gets its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRule {
    /// The field's name.
    pub name: String,
    /// Where its value is from.
    pub source: Source,
    /// How its cell is read.
    pub cell: CellRule,
    /// The value for an empty cell.
    pub default: Option<Value>,
    /// Whether it is one of the record's key fields.
    pub is_key: bool,
    /// Whether the row is quarantined without it.
    pub is_required: bool,
    /// Whether an empty cell is reported.
    pub reports_empty: bool,
}

/// Where a field's value is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Columns of the file, mostly one.
    Columns {
        /// Their names.
        columns: Vec<String>,
        /// What is put between their texts.
        join: String,
    },
    /// The same for every row.
    Constant(Value),
    /// An earlier record of the row, by its position in [`Profile::records`].
    Record(usize),
}

/// Everything that is wrong with a profile: sentences for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileError {
    /// The problems, in the profile's order; never empty.
    pub problems: Vec<String>,
}

impl Profile {
    /// Reads a profile's TOML text.
    ///
    /// # Errors
    /// The text is not TOML or has a key that no profile has; or every other problem at once.
    pub fn parse(text: &str) -> Result<Self, ProfileError> {
        let raw = raw::parse(text).map_err(|problem| ProfileError {
            problems: vec![problem],
        })?;
        check::check(&raw, text).map_err(|problems| ProfileError { problems })
    }

    /// Whether it reads records about completers, of which nobody outside their agency learns.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.records.iter().any(|rule| rule.target.is_closed())
    }
}

impl Mode {
    /// All modes.
    pub const ALL: [Self; 3] = [Self::Upsert, Self::IfMissing, Self::Reference];

    /// Its name in a profile.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Upsert => "upsert",
            Self::IfMissing => "if-missing",
            Self::Reference => "reference",
        }
    }
}

impl fmt::Display for ProfileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.problems.join("\n"))
    }
}

impl std::error::Error for ProfileError {}
