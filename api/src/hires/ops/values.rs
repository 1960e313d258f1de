//! What the values of a hire may be.

use entities::{hire, values::Money};
use sea_orm::ActiveValue::{self, Set};

use super::Draft;
use crate::{
    app::Cx,
    checks::{Checks, MOST_TEXT, effective},
    codes::shapes,
    completers,
    error::{Error, Result, UserErrorCode},
    scalars,
};

/// Highest hourly wage, in cents: a thousand dollars.
const MOST_WAGE: i64 = 100_000;
/// Hours of a whole week, in hundredths.
const MOST_HOURS: i64 = 16_800;

/// Cleans the values.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(cx: &Cx, mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    if let Set(code) = &mut row.soc_code {
        match shapes::soc(code) {
            Some(shaped) => *code = shaped,
            None => checks.fail(UserErrorCode::Invalid, "input.socCode", shapes::SOC_EXPECTED),
        }
    }
    let started_on = row.started_on.try_as_ref().copied();
    completers::ops::check_day(cx, &mut checks, "input.startedOn", started_on);
    let ended_on = row.ended_on.try_as_ref().copied().flatten();
    completers::ops::check_day(cx, &mut checks, "input.endedOn", ended_on);
    let wage = given(&row.hourly_wage_cents).map(Money::cents);
    check_number(&mut checks, "input.hourlyWage", wage, MOST_WAGE);
    let hours = given(&row.hours_per_week_hundredths);
    check_number(&mut checks, "input.hoursPerWeek", hours, MOST_HOURS);
    checks.optional("input.note", &mut row.note, MOST_TEXT);
    checks.done()?;
    Ok(draft)
}

fn given<T: Copy>(value: &ActiveValue<Option<T>>) -> Option<T>
where
    Option<T>: Into<sea_orm::Value>,
{
    value.try_as_ref().copied().flatten()
}

/// More than nothing, in hundredths, and not too large.
fn check_number(checks: &mut Checks, path: &str, value: Option<i64>, most: i64) {
    if value.is_some_and(|value| value < 1 || value > most) {
        let message = format!(
            "This must be more than 0 and at most {}.",
            scalars::hundredths(most)
        );
        checks.fail(UserErrorCode::Invalid, path, message);
    }
}

/// Work ends after it began, once the draft is written.
///
/// # Errors
/// `INVALID` for a last day before the first.
pub(super) fn check_days(before: Option<&hire::Model>, row: &hire::ActiveModel) -> Result<()> {
    let started_on = match row.started_on {
        Set(day) => Some(day),
        _ => before.map(|before| before.started_on),
    };
    let ended_on = effective(&row.ended_on, before.and_then(|before| before.ended_on));
    if started_on.zip(ended_on).is_some_and(|(from, to)| to < from) {
        return Err(Error::invalid("input.endedOn", "It cannot end before it began."));
    }
    Ok(())
}
