//! What the values of a contribution may be.

use chrono::NaiveDate;
use entities::values::Money;
use sea_orm::ActiveValue::{self, Set};

use super::Draft;
use crate::{
    app::Cx,
    checks::{Checks, MOST_LINE, MOST_TEXT},
    error::{Result, UserErrorCode},
    scalars,
};

/// The day that undated contributions are ordered by.
pub const UNDATED: NaiveDate = match NaiveDate::from_ymd_opt(1, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};
/// Nobody kept such records before.
const FIRST_YEAR: i32 = 1900;
/// Most people of one contribution.
const MOST_PEOPLE: i32 = 1_000_000;
/// Most hours of one contribution, in hundredths: a million hours. Sums of what is allowed fit into 64 bits.
const MOST_HOURS: i64 = 100_000_000;
/// Largest amount of one contribution, in cents: a billion dollars.
const MOST_CENTS: i64 = 100_000_000_000;

/// Cleans the values and sets the derived column.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(cx: &Cx, mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    if let Set(Some(day)) = row.contributed_on {
        check_day(cx, &mut checks, day);
    }
    checks.optional("input.eventName", &mut row.event_name, MOST_LINE);
    check_number(
        &mut checks,
        "input.people",
        row.people.try_as_ref().map(|people| 100 * i64::from(*people)),
        100 * i64::from(MOST_PEOPLE),
    );
    for (path, hours) in [
        ("input.hours", &row.hours_hundredths),
        ("input.internshipHours", &row.internship_hours_hundredths),
    ] {
        check_number(&mut checks, path, given(hours), MOST_HOURS);
    }
    for (path, amount) in [
        ("input.cash", &row.cash_cents),
        ("input.equipment", &row.equipment_cents),
        ("input.scholarship", &row.scholarship_cents),
        ("input.stipend", &row.stipend_cents),
        ("input.other", &row.other_cents),
    ] {
        check_number(&mut checks, path, given(amount).map(Money::cents), MOST_CENTS);
    }
    checks.optional("input.note", &mut row.note, MOST_TEXT);
    checks.done()?;
    if let Set(day) = draft.row.contributed_on {
        draft.row.sort_on = Set(day.unwrap_or(UNDATED));
    }
    Ok(draft)
}

fn given<T: Copy + Into<sea_orm::Value>>(value: &ActiveValue<T>) -> Option<T> {
    value.try_as_ref().copied()
}

/// A number in hundredths is not negative and not too large.
fn check_number(checks: &mut Checks, path: &str, value: Option<i64>, most: i64) {
    let message = match value {
        Some(value) if value < 0 => "This must not be negative.".to_owned(),
        Some(value) if value > most => format!("This must not be more than {}.", scalars::hundredths(most)),
        _ => return,
    };
    checks.fail(UserErrorCode::Invalid, path, message);
}

/// What was given was given on a day that has begun somewhere on Earth.
fn check_day(cx: &Cx, checks: &mut Checks, day: NaiveDate) {
    use chrono::Datelike as _;
    if day.year() < FIRST_YEAR || day > cx.app.clock.latest_day() {
        let message = format!("This must be a day from {FIRST_YEAR} to today.");
        checks.fail(UserErrorCode::Invalid, "input.contributedOn", message);
    }
}
