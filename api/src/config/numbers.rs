//! Settings that are numbers.

use entities::values::Money;

use super::Problem;

pub(super) fn parse_dollars(text: &str) -> Result<Money, Problem> {
    crate::scalars::parse_cents(text)
        .filter(|cents| *cents >= 0)
        .map(Money::from_cents)
        .ok_or_else(|| {
            Problem(format!(
                "GUILDHALL_HOUR_VALUE is {text}; it must be dollars such as 35 or 35.00."
            ))
        })
}

pub(super) fn parse_days(text: &str) -> Result<u32, Problem> {
    let days = text.parse().ok().filter(|days| (1..=36_500).contains(days));
    days.ok_or_else(|| {
        Problem(format!(
            "GUILDHALL_IMPORT_DAYS is {text}; it must be a number from 1 to 36500."
        ))
    })
}

/// The field counts evidence of the last one or two years.
pub(super) fn parse_months(text: &str) -> Result<u32, Problem> {
    let months = text.parse().ok().filter(|months| (12..=24).contains(months));
    months.ok_or_else(|| {
        Problem(format!(
            "GUILDHALL_LADDER_MONTHS is {text}; it must be a number from 12 to 24."
        ))
    })
}

pub(super) fn parse_points(text: &str) -> Result<u32, Problem> {
    let points = text
        .parse()
        .ok()
        .filter(|points| (100..=100_000_000).contains(points));
    points.ok_or_else(|| {
        Problem(format!(
            "GUILDHALL_RATE_LIMIT is {text}; it must be a number from 100 to 100000000."
        ))
    })
}
