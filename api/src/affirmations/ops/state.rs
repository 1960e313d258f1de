//! How an affirmation stands on a day, from what is known of it. No database here.

use chrono::NaiveDate;

/// How an affirmation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// It counts.
    Current,
    /// It is about an edition that a newer one has followed.
    Stale,
    /// Its last day has passed.
    Expired,
    /// The employer has said something else since, or the same again.
    Superseded,
}

/// What decides how an affirmation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// It is in the trash.
    pub is_trashed: bool,
    /// There is a later live one of the same employer, occupation and subject.
    pub is_superseded: bool,
    /// The last day it counts.
    pub expires_on: NaiveDate,
    /// The first day on which an edition newer than the affirmed one was there.
    pub newer_edition_on: Option<NaiveDate>,
}

impl Facts {
    /// How it stands on this day; none in the trash, where it counts for nothing.
    pub fn state(&self, today: NaiveDate) -> Option<State> {
        if self.is_trashed {
            None
        } else if self.is_superseded {
            Some(State::Superseded)
        } else if self.expires_on < today {
            Some(State::Expired)
        } else if self.newer_edition_on.is_some_and(|day| day <= today) {
            Some(State::Stale)
        } else {
            Some(State::Current)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    /// Is it in the trash, is it superseded, its last day, the day of a newer edition, today, and how it stands.
    type Case = (
        bool,
        bool,
        &'static str,
        Option<&'static str>,
        &'static str,
        Option<State>,
    );

    #[test]
    fn it_stands_by_its_dates() {
        use State::{Current, Expired, Stale, Superseded};
        let cases: [Case; 12] = [
            (false, false, "2026-11-24", None, "2024-11-24", Some(Current)),
            // The last day counts, the day after does not.
            (false, false, "2026-11-24", None, "2026-11-24", Some(Current)),
            (false, false, "2026-11-24", None, "2026-11-25", Some(Expired)),
            // A newer edition counts from its own day on.
            (
                false,
                false,
                "2026-11-24",
                Some("2026-06-01"),
                "2026-05-31",
                Some(Current),
            ),
            (
                false,
                false,
                "2026-11-24",
                Some("2026-06-01"),
                "2026-06-01",
                Some(Stale),
            ),
            (
                false,
                false,
                "2026-11-24",
                Some("2026-06-01"),
                "2026-11-24",
                Some(Stale),
            ),
            // What has expired is not stale besides.
            (
                false,
                false,
                "2026-11-24",
                Some("2026-06-01"),
                "2026-11-25",
                Some(Expired),
            ),
            (
                false,
                false,
                "2026-11-24",
                Some("2027-06-01"),
                "2026-11-25",
                Some(Expired),
            ),
            // What was replaced is nothing else any more.
            (false, true, "2026-11-24", None, "2026-01-01", Some(Superseded)),
            (
                false,
                true,
                "2026-11-24",
                Some("2026-06-01"),
                "2026-12-01",
                Some(Superseded),
            ),
            (true, false, "2026-11-24", None, "2026-01-01", None),
            (true, true, "2026-11-24", Some("2026-06-01"), "2026-12-01", None),
        ];
        for (is_trashed, is_superseded, expires_on, newer, today, expected) in cases {
            let facts = Facts {
                is_trashed,
                is_superseded,
                expires_on: day(expires_on),
                newer_edition_on: newer.map(day),
            };
            assert_eq!(facts.state(day(today)), expected, "{facts:?} on {today}");
        }
    }
}
