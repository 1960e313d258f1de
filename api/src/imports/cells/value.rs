//! A typed value, ready to be stored.

use chrono::{DateTime, NaiveDate, Utc};

/// What a field gets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A text, a code, a key or one of a choice's words.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A moment.
    DateTime(DateTime<Utc>),
    /// A whole number, 0 or more.
    Count(i32),
    /// Hours in hundredths: 91.5 hours are 9150.
    Hours(i64),
    /// US dollars in cents.
    Money(i64),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
    /// Another record of the same row, by its position in the row's records; it comes earlier.
    Record(usize),
}
