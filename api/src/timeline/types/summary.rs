//! Items of a timeline in one line of English.

use entities::{affirmation, audit_entry, contribution, engagement};
use sea_orm::ActiveEnum;

use crate::audit::FieldChange;

/// `Site visit: toured the plant`.
pub(super) fn engagement(row: &engagement::Model) -> String {
    format!("{}: {}", words(&row.channel.to_value()), row.subject)
}

/// `Guest speaker: career day`.
pub(super) fn contribution(row: &contribution::Model) -> String {
    let what = row
        .activity
        .map_or("Contribution".to_owned(), |activity| words(&activity.to_value()));
    match &row.event_name {
        Some(event) => format!("{what}: {event}"),
        None => what,
    }
}

/// `Affirmation: required for 29-1141`.
pub(super) fn affirmation(row: &affirmation::Model) -> String {
    let answer = words(&row.answer.to_value()).to_lowercase();
    format!("Affirmation: {answer} for {}", row.soc_code)
}

/// `Employer updated: name, status`.
pub(super) fn change(row: &audit_entry::Model, changes: &[FieldChange]) -> String {
    let what = format!(
        "{} {}",
        words(&row.subject_type.to_value()),
        words(&row.action).to_lowercase()
    );
    let fields: Vec<&str> = changes.iter().map(|change| change.field.as_str()).collect();
    if row.action == "UPDATED" && !fields.is_empty() {
        format!("{what}: {}", fields.join(", "))
    } else {
        what
    }
}

/// `SITE_VISIT` as `Site visit`.
fn words(value: &str) -> String {
    let mut text = value.replace('_', " ").to_lowercase();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
