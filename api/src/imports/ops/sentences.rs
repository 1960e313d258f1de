//! Why a row cannot go in, in sentences for a person.

use super::known;
use crate::{
    error::{Error, Result, UserErrorCode},
    imports::{plan::Record, profile::RecordRule, targets::Target},
};

/// The reason why a row cannot go in, for a person; faults of ours and of the database stay errors.
pub(super) fn sentence(target: Target, error: Error) -> Result<String> {
    let errors = match error {
        Error::NotFound => return Ok(format!("The {target} is not visible to you.")),
        Error::Forbidden => return Ok(format!("Your role does not allow to import this {target}.")),
        other => other.into_user_errors()?,
    };
    let sentences = errors.iter().map(|error| match error.path.as_slice() {
        [input, field, ..] if input == "input" => format!("The {target}'s `{field}`: {}", error.message),
        _ => error.message.clone(),
    });
    Ok(sentences.collect::<Vec<_>>().join(" "))
}

/// A record that is only looked up is not there.
pub(super) fn missing(rule: &RecordRule, record: &Record) -> Error {
    let message = format!("There is no {} `{}`.", rule.name, known::shown(record));
    Error::user(UserErrorCode::NotFound, "row", message)
}

/// Several records have the key.
pub(super) fn ambiguous(rule: &RecordRule, record: &Record, count: usize) -> Error {
    let message = format!(
        "{count} records could be the {} `{}`: the key of the profile does not tell them apart.",
        rule.name,
        known::shown(record)
    );
    Error::user(UserErrorCode::Duplicate, "row", message)
}

/// An earlier row of the file wants the record otherwise.
pub(super) fn contradicts(target: Target, row: i32) -> Error {
    let message = format!("Row {row} of this file has filled the same {target} with other values.");
    Error::user(UserErrorCode::Duplicate, "row", message)
}

/// The reference is another record's.
pub(super) fn taken(value: &str) -> Error {
    let message =
        format!("Another record, perhaps one in the trash or hidden from you, has the reference `{value}`.");
    Error::user(UserErrorCode::Duplicate, "row", message)
}

/// The role type is not there or retired.
pub(super) fn no_role(key: &str) -> Error {
    Error::user(
        UserErrorCode::NotFound,
        "row",
        format!("There is no role type `{key}` in use."),
    )
}
