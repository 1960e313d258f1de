//! Which quarters after exit have ended.

use chrono::{Datelike as _, NaiveDate};
use entities::employment::ExitQuarter;

const MONTHS: i32 = 3;
const QUARTERS: i32 = 4;

/// The quarter after exit has ended on a day for whoever exited before the day that is answered. Quarters after exit are
/// calendar quarters, counted from the one after the quarter of the exit.
pub(super) fn exits_due_before(today: NaiveDate, quarter: ExitQuarter) -> NaiveDate {
    let later = match quarter {
        ExitQuarter::Q2 => 2,
        ExitQuarter::Q4 => 4,
    };
    let month = i32::try_from(today.month0()).unwrap_or_default();
    let number = today.year() * QUARTERS + month / MONTHS - later;
    let (year, month) = (
        number.div_euclid(QUARTERS),
        number.rem_euclid(QUARTERS) * MONTHS + 1,
    );
    let month = u32::try_from(month).unwrap_or(1);
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_due_once_it_has_ended() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        // Who exited on 31 December 2023 is looked at in April to June and in October to December 2024; a day later in July to
        // September 2024 and in January to March 2025.
        for (exit, quarter, last_day) in [
            ("2023-12-31", ExitQuarter::Q2, "2024-06-30"),
            ("2024-01-01", ExitQuarter::Q2, "2024-09-30"),
            ("2023-12-31", ExitQuarter::Q4, "2024-12-31"),
            ("2024-01-01", ExitQuarter::Q4, "2025-03-31"),
        ] {
            let (exit, last_day) = (day(exit), day(last_day));
            assert!(
                exit >= exits_due_before(last_day, quarter),
                "{exit} on {last_day}"
            );
            let next = last_day.succ_opt().expect("a day");
            assert!(exit < exits_due_before(next, quarter), "{exit} on {next}");
        }
    }
}
