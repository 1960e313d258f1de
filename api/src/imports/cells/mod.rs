//! Reads one cell by the rule of its field.
//!
//! The order is fixed: blanks around the text go, then a sentinel means empty, then a refused text
//! stops the row, then the value map speaks, then the text is read by the field's [`Kind`]. An empty
//! cell is no value: it leaves what is stored as it is.

mod code;
mod date;
mod number;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeMap;

use chrono::FixedOffset;

pub use date::DateFormat;
pub use value::Value;

use super::targets::Kind;
use crate::text::fold;

/// How the cells of a field are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellRule {
    /// What the field holds.
    pub kind: Kind,
    /// Texts that mean "empty", folded.
    pub empty: Vec<String>,
    /// Texts that stop the row, folded, each with the reason for a person.
    pub refuse: BTreeMap<String, String>,
    /// Texts and what they stand for.
    pub values: Option<ValueMap>,
    /// How days are written; ISO 8601 is always understood.
    pub dates: Vec<DateFormat>,
    /// The zone of moments that are written without one.
    pub offset: FixedOffset,
    /// Whether figures are written `1.234,50`.
    pub has_decimal_comma: bool,
    /// What parts the values of a cell that holds several.
    pub separators: Vec<String>,
    /// Whether blanks around the text are kept.
    pub keeps_blanks: bool,
}

/// Texts, folded, and what they stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueMap {
    /// What each text stands for.
    pub values: BTreeMap<String, String>,
    /// What happens to any other text.
    pub otherwise: Otherwise,
}

/// What a value map does with a text that it does not list.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Otherwise {
    /// The row is quarantined.
    #[default]
    Refuse,
    /// The text is read as it is.
    Keep,
    /// The cell counts as empty.
    Empty,
    /// The text stands for this value.
    Value(String),
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parsed {
    /// The value; `None` when the cell is empty.
    pub value: Option<Value>,
    /// Something a person should know, such as a rounded amount. Ends a sentence that begins with
    /// the column.
    pub note: Option<String>,
}

/// Why a cell cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The text is not what the field holds.
    Unreadable {
        /// The text.
        text: String,
        /// What was expected, such as "a date such as 2014-03-04".
        expected: String,
    },
    /// The profile refuses this text.
    Refused {
        /// The text.
        text: String,
        /// The profile's reason.
        reason: String,
    },
}

impl Fault {
    /// The sentence for a person; `column` names the cell's column as the sentence shows it.
    #[must_use]
    pub fn sentence(&self, column: &str) -> String {
        match self {
            Self::Unreadable { text, expected } => {
                format!("{column} is `{text}`; expected is {expected}.")
            }
            Self::Refused { text, reason } => format!("{column} is `{text}`: {reason}."),
        }
    }
}

impl CellRule {
    /// A rule for cells of this kind that are read as they stand.
    #[must_use]
    pub fn plain(kind: Kind) -> Self {
        Self {
            kind,
            empty: Vec::new(),
            refuse: BTreeMap::new(),
            values: None,
            dates: DateFormat::usual(),
            offset: FixedOffset::east_opt(0).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc)),
            has_decimal_comma: false,
            separators: Vec::new(),
            keeps_blanks: false,
        }
    }

    /// The cell without the blanks around it; `None` when it is empty or a sentinel.
    #[must_use]
    pub fn text<'a>(&self, cell: &'a str) -> Option<&'a str> {
        let trimmed = cell.trim();
        let is_empty = trimmed.is_empty() || self.empty.contains(&fold(trimmed));
        (!is_empty).then_some(if self.keeps_blanks { cell } else { trimmed })
    }

    /// Reads a cell.
    ///
    /// # Errors
    /// The profile refuses the text, its value map does not know it, or it is not what the field holds.
    pub fn parse(&self, cell: &str) -> Result<Parsed, Fault> {
        let Some(text) = self.text(cell) else {
            return Ok(Parsed::default());
        };
        if let Some(reason) = self.refuse.get(&fold(text)) {
            return Err(Fault::Refused {
                text: shown(text),
                reason: reason.clone(),
            });
        }
        match self.mapped(text)? {
            Some(meant) => self.read(meant).map_err(|expected| Fault::Unreadable {
                text: shown(text),
                expected,
            }),
            None => Ok(Parsed::default()),
        }
    }

    /// What the value map makes of the text; `None` for empty.
    fn mapped<'a>(&'a self, text: &'a str) -> Result<Option<&'a str>, Fault> {
        let Some(map) = &self.values else {
            return Ok(Some(text));
        };
        if let Some(value) = map.values.get(&fold(text)) {
            return Ok((!value.is_empty()).then_some(value));
        }
        match &map.otherwise {
            Otherwise::Keep => Ok(Some(text)),
            Otherwise::Empty => Ok(None),
            Otherwise::Value(value) => Ok(Some(value)),
            Otherwise::Refuse => {
                let expected = "one of the values that the profile's map lists".to_owned();
                Err(Fault::Unreadable {
                    text: shown(text),
                    expected,
                })
            }
        }
    }

    /// Reads a text by the field's kind; the error is what was expected.
    fn read(&self, text: &str) -> Result<Parsed, String> {
        let comma = self.has_decimal_comma;
        let value = match self.kind {
            Kind::Text => Value::Text(text.to_owned()),
            Kind::Date => Value::Date(date::day(text, &self.dates)?),
            Kind::DateTime => Value::DateTime(date::moment(text, &self.dates, self.offset)?),
            Kind::Count => Value::Count(number::count(text, comma)?),
            Kind::Hours => return number::hours(text, comma),
            Kind::Money => return number::money(text, comma),
            Kind::Flag => Value::Flag(flag(text)?),
            Kind::Choice(words) => Value::Text(code::choice(text, words)?),
            Kind::Naics => Value::Text(code::naics(text)?),
            Kind::CountyFips => Value::Text(code::county_fips(text)?),
            Kind::PostalCode => Value::Text(code::postal_code(text)?),
            Kind::State => Value::Text(code::state(text)?),
            Kind::Soc => Value::Text(code::soc(text)?),
            Kind::Key => Value::Text(code::key(text)?),
            Kind::Tags | Kind::Emails | Kind::Phones => Value::List(self.list(text)?),
            Kind::Reference(target) => {
                return Err(format!("a reference to another record ({target})"));
            }
        };
        Ok(Parsed {
            value: Some(value),
            note: None,
        })
    }

    /// The parts of a cell that holds several values, each once, without the empty ones.
    fn list(&self, text: &str) -> Result<Vec<String>, String> {
        let mut parts = vec![text];
        for separator in &self.separators {
            parts = parts
                .into_iter()
                .flat_map(|part| part.split(separator.as_str()))
                .collect();
        }
        let mut list: Vec<String> = Vec::new();
        for part in parts.into_iter().filter_map(|part| self.text(part)) {
            let item = if self.kind == Kind::Emails {
                code::email(part)?
            } else {
                part.trim().to_owned()
            };
            if !list.contains(&item) {
                list.push(item);
            }
        }
        Ok(list)
    }
}

/// The text as a sentence shows it: not longer than a line.
fn shown(text: &str) -> String {
    const LONGEST: usize = 80;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let begin: String = text.chars().take(LONGEST).collect();
    format!("{begin}…")
}

fn flag(text: &str) -> Result<bool, String> {
    match fold(text).as_str() {
        "yes" | "y" | "true" | "1" | "x" => Ok(true),
        "no" | "n" | "false" | "0" => Ok(false),
        _ => Err("yes or no".to_owned()),
    }
}
