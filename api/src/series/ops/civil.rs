//! The times that a rule makes, on the clock: without a zone, which `rrule` would take from an old database.

use chrono::{NaiveDateTime, TimeZone};
use rrule::{Frequency, RRule, RRuleError, RRuleSet, Tz, Unvalidated, ValidationError};

use crate::error::{Error, Result};

/// Where the rule is in the input.
const PATH: &str = "input.rule";
/// Longest rule.
const MOST_RULE: usize = 500;

/// The first `most` times that the rule makes from `start` on, those up to `after` left out.
///
/// # Errors
/// `INVALID` for a rule that cannot be read, that repeats more often than daily, or that makes nothing.
pub(super) fn occurrences(
    rule: &str,
    start: NaiveDateTime,
    after: Option<NaiveDateTime>,
    most: usize,
) -> Result<Vec<NaiveDateTime>> {
    let set = parse(rule, start)?;
    let set = match after {
        Some(after) => set.after(Tz::UTC.from_utc_datetime(&after)),
        None => set,
    };
    // One more than wanted: `after` itself may be among them.
    let made = set.all(u16::try_from(most + 1).unwrap_or(u16::MAX)).dates;
    let made = made.into_iter().map(|at| at.naive_utc());
    Ok(made
        .filter(|at| after.is_none_or(|after| *at > after))
        .take(most)
        .collect())
}

/// The rule as it is kept.
///
/// # Errors
/// As [`occurrences`].
pub(super) fn cleaned(rule: &str) -> Result<String> {
    let rule = rule.trim();
    let rule = rule.strip_prefix("RRULE:").unwrap_or(rule).to_uppercase();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "=;,+-".contains(letter);
    if rule.is_empty() || rule.len() > MOST_RULE || !rule.chars().all(is_plain) {
        return Err(unreadable());
    }
    Ok(rule)
}

fn parse(rule: &str, start: NaiveDateTime) -> Result<RRuleSet> {
    let parts: Vec<String> = cleaned(rule)?.split(';').map(until_on_the_clock).collect();
    let rule: RRule<Unvalidated> = parts.join(";").parse().map_err(|_| unreadable())?;
    let is_slow = matches!(
        rule.get_freq(),
        Frequency::Yearly | Frequency::Monthly | Frequency::Weekly | Frequency::Daily
    );
    if !is_slow {
        return Err(Error::invalid(
            PATH,
            "A series repeats daily, weekly, monthly or yearly.",
        ));
    }
    rule.build(Tz::UTC.from_utc_datetime(&start))
        .map_err(|error| match error {
            RRuleError::ValidationError(ValidationError::UntilBeforeStart { .. }) => {
                Error::invalid(PATH, "This rule ends before its first meeting.")
            }
            _ => unreadable(),
        })
}

/// Times on the clock pass through the crate as UTC: so does the end of the rule, however it is written.
fn until_on_the_clock(part: &str) -> String {
    match part.strip_prefix("UNTIL=") {
        Some(day) if !day.contains('T') => format!("UNTIL={day}T235959Z"),
        Some(time) if !time.ends_with('Z') => format!("UNTIL={time}Z"),
        _ => part.to_owned(),
    }
}

fn unreadable() -> Error {
    Error::invalid(PATH, "Write a recurrence rule such as FREQ=MONTHLY;BYDAY=2WE.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        crate::clock::zones::parse_local(text).expect("a civil time")
    }

    fn made(rule: &str, after: Option<&str>, most: usize) -> Vec<String> {
        let times = occurrences(rule, at("2027-03-10T09:00"), after.map(at), most).expect("a rule");
        times.into_iter().map(crate::clock::zones::write_local).collect()
    }

    #[test]
    fn a_rule_makes_times_on_the_clock() {
        let second_wednesdays = ["2027-03-10T09:00", "2027-04-14T09:00", "2027-05-12T09:00"];
        assert_eq!(made("FREQ=MONTHLY;BYDAY=2WE", None, 3), second_wednesdays);
        assert_eq!(
            made(
                "rrule:freq=monthly;byday=2we".to_uppercase().as_str(),
                Some("2027-03-10T09:00"),
                2
            ),
            second_wednesdays[1..]
        );
        assert_eq!(made("FREQ=WEEKLY;COUNT=2", None, 24).len(), 2);
        assert_eq!(made("FREQ=WEEKLY;UNTIL=20270324", None, 24).len(), 3);
        assert_eq!(made("FREQ=WEEKLY;UNTIL=20270324T085900", None, 24).len(), 2);
        assert_eq!(made("FREQ=DAILY", None, 24).len(), 24);
        assert_eq!(made("FREQ=WEEKLY;COUNT=2", Some("2027-03-17T09:00"), 24).len(), 0);
    }

    #[test]
    fn what_is_no_rule_is_refused() {
        for rule in [
            "",
            "monthly",
            "FREQ=HOURLY",
            "FREQ=SECONDLY;COUNT=3",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=WEEKLY\nDTSTART:20200101T000000Z",
            "FREQ=WEEKLY;COUNT=-1",
        ] {
            assert!(
                occurrences(rule, at("2027-03-10T09:00"), None, 3).is_err(),
                "{rule}"
            );
        }
    }
}
