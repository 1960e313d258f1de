//! Program years and quarters after exit, without a database.
//!
//! Program year *Y* runs from 1 July of *Y* to 30 June of the next year. Quarters after exit are calendar quarters, counted from
//! the one after the quarter of the exit (20 CFR 677.155; the cohorts are those of the quarterly and annual reports).

use chrono::{Datelike as _, Days, Months, NaiveDate};
use entities::employment::ExitQuarter;

/// The month in which a program year begins.
const FIRST_MONTH: u32 = 7;
const MONTHS: u32 = 3;

/// A calendar quarter: its first and its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quarter {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Quarter {
    /// The quarter in which a day lies.
    pub fn of(day: NaiveDate) -> Self {
        let month = day.month0() / MONTHS * MONTHS + 1;
        Self::starting(NaiveDate::from_ymd_opt(day.year(), month, 1).unwrap_or(day))
    }

    /// The quarter that comes so many after this one.
    #[must_use]
    pub fn later(self, quarters: u32) -> Self {
        Self::starting(self.from + Months::new(MONTHS * quarters))
    }

    fn starting(from: NaiveDate) -> Self {
        Self {
            from,
            to: from + Months::new(MONTHS) - Days::new(1),
        }
    }
}

/// The second or the fourth quarter after an exit.
pub fn after_exit(exited_on: NaiveDate, which: ExitQuarter) -> Quarter {
    Quarter::of(exited_on).later(match which {
        ExitQuarter::Q2 => 2,
        ExitQuarter::Q4 => 4,
    })
}

/// The program year of a day, by the year in which it begins.
pub fn program_year(day: NaiveDate) -> i32 {
    day.year() - i32::from(day.month() < FIRST_MONTH)
}

/// The program year in whose report an exit is looked at. What is asked of the second quarter takes those who exited in the program
/// year before; what is asked of the fourth, and so retention with the same employer, takes the calendar year before.
pub fn reported_in(exited_on: NaiveDate, which: ExitQuarter) -> i32 {
    match which {
        ExitQuarter::Q2 => program_year(exited_on) + 1,
        ExitQuarter::Q4 => exited_on.year() + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn quarters_after_exit_are_calendar_quarters() {
        for (exit, second, fourth) in [
            (
                "2023-12-31",
                ["2024-04-01", "2024-06-30"],
                ["2024-10-01", "2024-12-31"],
            ),
            (
                "2024-01-01",
                ["2024-07-01", "2024-09-30"],
                ["2025-01-01", "2025-03-31"],
            ),
            (
                "2024-02-29",
                ["2024-07-01", "2024-09-30"],
                ["2025-01-01", "2025-03-31"],
            ),
            (
                "2024-06-30",
                ["2024-10-01", "2024-12-31"],
                ["2025-04-01", "2025-06-30"],
            ),
            (
                "2024-07-01",
                ["2025-01-01", "2025-03-31"],
                ["2025-07-01", "2025-09-30"],
            ),
            (
                "2024-11-30",
                ["2025-04-01", "2025-06-30"],
                ["2025-10-01", "2025-12-31"],
            ),
        ] {
            for (which, [from, to]) in [(ExitQuarter::Q2, second), (ExitQuarter::Q4, fourth)] {
                let expected = Quarter {
                    from: day(from),
                    to: day(to),
                };
                assert_eq!(after_exit(day(exit), which), expected, "{exit} {which:?}");
            }
        }
    }

    #[test]
    fn a_program_year_begins_on_the_first_of_july() {
        for (on, year) in [
            ("2024-06-30", 2023),
            ("2024-07-01", 2024),
            ("2024-12-31", 2024),
            ("2025-01-01", 2024),
            ("2025-06-30", 2024),
            ("2025-07-01", 2025),
        ] {
            assert_eq!(program_year(day(on)), year, "{on}");
        }
    }

    #[test]
    fn every_exit_is_reported_in_one_year_for_each_quarter() {
        for (exit, second, fourth) in [
            ("2023-06-30", 2023, 2024),
            ("2023-07-01", 2024, 2024),
            ("2023-12-31", 2024, 2024),
            ("2024-01-01", 2024, 2025),
            ("2024-06-30", 2024, 2025),
            ("2024-07-01", 2025, 2025),
        ] {
            let years = [ExitQuarter::Q2, ExitQuarter::Q4].map(|which| reported_in(day(exit), which));
            assert_eq!(years, [second, fourth], "{exit}");
        }
    }
}
