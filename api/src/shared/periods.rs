//! Periods of days: from the first day, up to the day it ended.
//!
//! The day something ended is no longer part of it: who takes over on a day and who hands over on that day do not overlap. A
//! first day that is not known counts as long ago; without an end it lasts.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition};

/// A period of days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day; none when it is not known.
    pub from: Option<NaiveDate>,
    /// The day it ended, which is not part of it; none while it lasts.
    pub end: Option<NaiveDate>,
}

impl Period {
    /// Whether it began by this day and has not ended by it.
    pub fn holds_on(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.end.is_none_or(|end| day < end)
    }

    /// Whether both hold on some day.
    pub fn overlaps(self, other: Self) -> bool {
        let begins_before = |one: Self, other: Self| match (one.from, other.end) {
            (Some(from), Some(end)) => from < end,
            _ => true,
        };
        begins_before(self, other) && begins_before(other, self)
    }

    /// Whether it ends before it begins.
    pub fn is_reversed(self) -> bool {
        matches!((self.from, self.end), (Some(from), Some(end)) if end < from)
    }
}

/// The rows whose period holds on `day`.
pub fn holding_on(from: impl ColumnTrait, end: impl ColumnTrait, day: NaiveDate) -> Condition {
    Condition::all()
        .add(Condition::any().add(from.is_null()).add(from.lte(day)))
        .add(Condition::any().add(end.is_null()).add(end.gt(day)))
}

/// What orders a row without a day: the last day that both databases write with four digits for the year.
pub fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: Option<u32>, end: Option<u32>) -> Period {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("a day");
        Period {
            from: from.map(day),
            end: end.map(day),
        }
    }

    #[test]
    fn the_day_of_the_handover_belongs_to_the_successor() {
        let (former, next) = (period(None, Some(10)), period(Some(10), None));
        let handover = NaiveDate::from_ymd_opt(2026, 11, 10).expect("a day");
        assert!(!former.holds_on(handover) && next.holds_on(handover));
        assert!(!former.overlaps(next) && !next.overlaps(former));
    }

    #[test]
    fn an_unknown_first_day_is_long_ago() {
        assert!(period(None, Some(10)).overlaps(period(Some(9), None)));
        assert!(period(None, None).overlaps(period(None, Some(1))));
        assert!(period(Some(5), Some(4)).is_reversed());
    }
}
