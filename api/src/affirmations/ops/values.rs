//! What the values of an affirmation may be.

use chrono::{Datelike as _, Months, NaiveDate};
use entities::affirmation;
use sea_orm::ActiveValue::Set;

use super::Draft;
use crate::{
    app::Cx,
    checks::{Checks, MOST_LINE, MOST_NAME, MOST_TEXT},
    codes::shapes,
    error::{Error, Result, UserErrorCode},
};

/// Nobody kept such records before.
const FIRST_YEAR: i32 = 1900;
/// How long an affirmation counts when nobody says otherwise: what employers need changes in about two years.
const MONTHS_IT_COUNTS: u32 = 24;

/// Cleans the values.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(cx: &Cx, mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    check_occupation(&mut checks, row);
    if let Set(day) = row.affirmed_on
        && (day.year() < FIRST_YEAR || day > cx.app.clock.latest_day())
    {
        let message = format!("This must be a day from {FIRST_YEAR} to today.");
        checks.fail(UserErrorCode::Invalid, "input.affirmedOn", message);
    }
    checks.optional("input.note", &mut row.note, MOST_TEXT);
    checks.optional("input.source", &mut row.source, MOST_LINE);
    if let Some(list) = &mut draft.rejected {
        list.sort_unstable();
        list.dedup();
    }
    checks.done()?;
    Ok(draft)
}

fn check_occupation(checks: &mut Checks, row: &mut affirmation::ActiveModel) {
    let path = "input.occupation";
    checks.required(path, &mut row.soc_code, MOST_NAME);
    let Set(code) = &mut row.soc_code else {
        return;
    };
    match shapes::soc(code) {
        Some(shaped) => *code = shaped,
        // An empty one is `REQUIRED`, not of the wrong shape.
        None if code.trim().is_empty() => {}
        None => checks.fail(UserErrorCode::Invalid, path, shapes::SOC_EXPECTED),
    }
}

/// The last day that an affirmation of this day counts.
pub(super) fn last_day(affirmed_on: NaiveDate) -> NaiveDate {
    let end = affirmed_on.checked_add_months(Months::new(MONTHS_IT_COUNTS));
    end.unwrap_or(affirmed_on)
}

/// A new affirmation names what it is about, once.
pub(super) fn check_subject(row: &affirmation::ActiveModel) -> Result<()> {
    let credential = matches!(row.credential_id, Set(Some(_)));
    let edition = matches!(row.competency_edition_id, Set(Some(_)));
    let (code, message) = match (credential, edition) {
        (true, true) => (
            UserErrorCode::Invalid,
            "Name a credential or an edition of a list of competencies, not both.",
        ),
        (false, false) => (
            UserErrorCode::Required,
            "Name the credential or the edition of a list of competencies.",
        ),
        _ => return Ok(()),
    };
    Err(Error::user(code, "input.credentialId", message))
}
