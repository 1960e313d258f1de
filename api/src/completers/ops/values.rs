//! What the values of a completer may be.

use chrono::{Datelike as _, NaiveDate};
use sea_orm::ActiveValue::Set;

use super::Draft;
use crate::{
    app::Cx,
    checks::{self, Checks, MOST_NAME, MOST_TEXT},
    completers::quarters,
    error::{Result, UserErrorCode},
};

/// Nothing before it is looked at by any report.
const FIRST_YEAR: i32 = 1990;

/// Cleans the values and sets the derived columns; `at` is where the completer stands in the arguments.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(cx: &Cx, mut draft: Draft, at: &str) -> Result<Draft> {
    let row = &mut draft.row;
    let path = |name: &str| format!("{at}.{name}");
    let mut checks = Checks::new();
    checks.required(&path("reference"), &mut row.reference, MOST_NAME);
    checks.optional(&path("name"), &mut row.name, MOST_NAME);
    checks.optional(&path("note"), &mut row.note, MOST_TEXT);
    if matches!(row.name, Set(Some(_))) && !cx.app.config.completers.keeps_names {
        let message = "This deployment keeps no names of completers.";
        checks.fail(UserErrorCode::Invalid, &path("name"), message);
    }
    let completed_on = row.completed_on.try_as_ref().copied();
    for (name, day) in [
        ("completedOn", completed_on),
        ("credentialOn", row.credential_on.try_as_ref().copied().flatten()),
        ("exitedOn", row.exited_on.try_as_ref().copied().flatten()),
    ] {
        check_day(cx, &mut checks, &path(name), day);
    }
    checks.done()?;
    checks::fold_beside(&row.reference, &mut row.reference_search);
    if let Some(day) = completed_on {
        row.program_year = Set(quarters::program_year(day));
    }
    Ok(draft)
}

/// A day that has begun somewhere on Earth, and not before [`FIRST_YEAR`].
pub(crate) fn check_day(cx: &Cx, checks: &mut Checks, path: &str, day: Option<NaiveDate>) {
    if day.is_some_and(|day| day.year() < FIRST_YEAR || day > cx.app.clock.latest_day()) {
        let message = format!("This must be a day from {FIRST_YEAR} to today.");
        checks.fail(UserErrorCode::Invalid, path, message);
    }
}
