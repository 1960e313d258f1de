//! Indicators as GraphQL shows them.

use async_graphql::SimpleObject;
use chrono::NaiveDate;

use crate::scalars::{Date, Decimal};

/// What is counted behind the indicators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Priorities that were worked on.
    pub priorities: i32,
    /// Those of them that a business carried.
    pub championed: i32,
    /// Quick wins of the period.
    pub quick_wins: i32,
}

/// How a partnership works, computed from its records as of a day.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct PartnershipIndicators {
    /// The day.
    pub as_of: Date,
    /// How many priorities were worked on, on that day.
    pub open_priorities: i32,
    /// How many of them a business championed on it: an employer that was a member.
    pub championed_priorities: i32,
    /// The share of them in percent; null when none was worked on.
    pub championed_percent: Option<Decimal>,
    /// How many quick wins were reached in the period up to that day.
    pub quick_wins: i32,
}

impl PartnershipIndicators {
    /// The indicators of a day.
    pub fn new(day: NaiveDate, figures: Figures) -> Self {
        Self {
            as_of: Date(day),
            open_priorities: figures.priorities,
            championed_priorities: figures.championed,
            championed_percent: percent(figures.championed, figures.priorities),
            quick_wins: figures.quick_wins,
        }
    }
}

/// A share in percent, rounded to two digits.
fn percent(part: i32, whole: i32) -> Option<Decimal> {
    let (part, whole) = (i64::from(part), i64::from(whole));
    (whole > 0).then(|| Decimal((part * 10_000 + whole / 2) / whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_is_none() {
        assert_eq!(percent(0, 0), None);
        assert_eq!(percent(2, 3), Some(Decimal(6_667)));
        assert_eq!(percent(3, 3), Some(Decimal(10_000)));
    }
}
