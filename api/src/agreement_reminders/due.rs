//! When a reminder of an agreement is due: civil arithmetic on the clocks of one zone.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};

use crate::clock::zones::Zone;

/// How many days before a day people are reminded of it, the longest first.
pub(super) const DAYS_BEFORE: [i32; 3] = [60, 30, 7];

/// What the clocks show then.
const AT: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

/// The instant at which people are reminded so many days before a day.
pub(super) fn due(zone: &Zone, day: NaiveDate, days_before: i32) -> DateTime<Utc> {
    let before = Days::new(u64::from(days_before.unsigned_abs()));
    zone.instant_or_later(day.checked_sub_days(before).unwrap_or(day).and_time(AT))
}

/// The instant at which a day has passed.
pub(super) fn over(zone: &Zone, day: NaiveDate) -> DateTime<Utc> {
    zone.instant_or_later(day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN))
}

/// When what nobody could get is looked at again: the next time the clocks show nine.
pub(super) fn next_look(zone: &Zone, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = zone.day(now);
    let at = due(zone, today, 0);
    if at > now {
        at
    } else {
        due(zone, today.succ_opt().unwrap_or(today), 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::named(name).expect("a zone")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn nine_is_nine_whatever_the_clocks_did_between() {
        // Denver goes forward on 14 March 2027 and back on 7 November 2027; Phoenix never does.
        let cases = [
            ("America/Denver", "2027-03-21", 7, "2027-03-14T15:00:00Z"),
            ("America/Denver", "2027-03-20", 7, "2027-03-13T16:00:00Z"),
            ("America/Denver", "2027-11-14", 7, "2027-11-07T16:00:00Z"),
            ("America/Denver", "2027-11-13", 7, "2027-11-06T15:00:00Z"),
            ("America/Denver", "2027-04-13", 30, "2027-03-14T15:00:00Z"),
            ("America/Phoenix", "2027-03-21", 7, "2027-03-14T16:00:00Z"),
            ("UTC", "2027-03-01", 60, "2026-12-31T09:00:00Z"),
        ];
        for (name, of, before, expected) in cases {
            let expected: DateTime<Utc> = expected.parse().expect("an instant");
            assert_eq!(
                due(&zone(name), day(of), before),
                expected,
                "{name} {of} {before}"
            );
        }
    }

    #[test]
    fn a_day_has_passed_when_the_next_one_begins_there() {
        let instant = |text: &str| text.parse::<DateTime<Utc>>().expect("an instant");
        let denver = zone("America/Denver");
        assert_eq!(over(&denver, day("2027-03-14")), instant("2027-03-15T06:00:00Z"));
        // Cairo's clocks go forward at midnight: the day begins at one.
        assert_eq!(
            over(&zone("Africa/Cairo"), day("2027-04-29")),
            instant("2027-04-29T22:00:00Z")
        );
        assert_eq!(
            next_look(&denver, instant("2027-03-13T16:00:00Z")),
            instant("2027-03-14T15:00:00Z")
        );
        assert_eq!(
            next_look(&denver, instant("2027-03-13T15:59:59Z")),
            instant("2027-03-13T16:00:00Z")
        );
    }
}
