//! What the values of a recommendation may be.

use chrono::{Datelike as _, Months};
use entities::recommendation;
use sea_orm::ActiveValue::Set;

use super::Draft;
use crate::{
    app::Cx,
    checks::{self, Checks, MOST_TEXT},
    error::{Error, Result, UserErrorCode},
};

/// Nobody kept such records before.
const FIRST_YEAR: i32 = 1900;
/// Advice is to be closed within twelve months: what handbooks of advisory boards ask, and reports count.
const MONTHS_TO_CLOSE: u32 = 12;

/// Cleans the values and sets the derived columns.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(cx: &Cx, mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.text", &mut row.text, MOST_TEXT);
    if let Set(day) = row.said_on
        && (day.year() < FIRST_YEAR || day > cx.app.clock.latest_day())
    {
        let message = format!("This must be a day from {FIRST_YEAR} to today.");
        checks.fail(UserErrorCode::Invalid, "input.saidOn", message);
    }
    checks.done()?;
    checks::fold_beside(&row.text, &mut row.text_search);
    if let Set(day) = row.said_on {
        row.close_by_on = Set(day + Months::new(MONTHS_TO_CLOSE));
    }
    Ok(draft)
}

/// What was decided stays decided after it was said.
///
/// # Errors
/// `INVALID` for a day it was said that lies after the day it was decided.
pub(super) fn after_said(before: &recommendation::Model, row: &recommendation::ActiveModel) -> Result<()> {
    match (&row.said_on, before.decided_on) {
        (Set(said), Some(decided)) if *said > decided => Err(Error::invalid(
            "input.saidOn",
            format!("This day lies after {decided}, when it was decided."),
        )),
        _ => Ok(()),
    }
}
