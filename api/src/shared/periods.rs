//! Periods of days: from the first day to the last one, both included, as people write them on forms.
//!
//! Who takes over on a day begins on it; who hands over ended the day before. A first day that is not known counts as long ago;
//! without a last day it lasts. What ended before its first day never was.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition};

/// A period of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day; none when it is not known.
    pub from: Option<NaiveDate>,
    /// The last day; none while it lasts.
    pub to: Option<NaiveDate>,
}

impl Period {
    /// Whether this day is part of it.
    pub fn holds_on(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// Whether both hold on some day.
    pub fn overlaps(self, other: Self) -> bool {
        let begins_by_the_end = |one: Self, other: Self| match (one.from, other.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        begins_by_the_end(self, other) && begins_by_the_end(other, self)
    }

    /// Whether it ends before it begins.
    pub fn is_reversed(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }
}

/// The last day of whoever is followed from this day on.
pub fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(day)
}

/// The day on which whoever follows begins.
pub fn day_after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// The rows whose period holds on `day`.
pub fn holding_on(from: impl ColumnTrait, to: impl ColumnTrait, day: NaiveDate) -> Condition {
    Condition::all()
        .add(Condition::any().add(from.is_null()).add(from.lte(day)))
        .add(Condition::any().add(to.is_null()).add(to.gte(day)))
}

/// What orders a row without a day: the last day that both databases write with four digits for the year.
pub fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).expect("a day")
    }

    fn period(from: Option<u32>, to: Option<u32>) -> Period {
        Period {
            from: from.map(day),
            to: to.map(day),
        }
    }

    #[test]
    fn the_last_day_counts_and_the_day_after_does_not() {
        let month = period(Some(1), Some(10));
        assert!(month.holds_on(day(1)) && month.holds_on(day(10)) && !month.holds_on(day(11)));
        let single = period(Some(10), Some(10));
        assert!(single.holds_on(day(10)) && single.overlaps(month) && !single.is_reversed());
    }

    #[test]
    fn the_day_of_the_handover_belongs_to_the_successor() {
        let handover = day(10);
        let next = period(Some(10), None);
        let former = Period {
            from: None,
            to: Some(day_before(handover)),
        };
        assert!(!former.holds_on(handover) && next.holds_on(handover));
        assert!(!former.overlaps(next) && !next.overlaps(former));
        assert_eq!(day_after(day_before(handover)), handover);
    }

    #[test]
    fn an_unknown_first_day_is_long_ago() {
        assert!(period(None, Some(10)).overlaps(period(Some(10), None)));
        assert!(!period(None, Some(10)).overlaps(period(Some(11), None)));
        assert!(period(None, None).overlaps(period(None, Some(1))));
        assert!(period(Some(5), Some(4)).is_reversed());
    }
}
