//! Counts of recommendations as GraphQL shows them.

use async_graphql::SimpleObject;

use super::RecommendationDisposition;
use crate::recommendations::reads::Stats;

/// What became of advice, counted over the live recommendations of a filter.
#[derive(Clone, Debug, PartialEq, SimpleObject)]
pub struct RecommendationStats {
    /// All of them.
    pub total: i64,
    /// By where they stand: every disposition once, in the order of the way.
    pub by_disposition: Vec<DispositionCount>,
    /// Those closed: declined with a reason, or reported back.
    pub closed: i64,
    /// Those whose twelve months are over: the base of the share.
    pub due: i64,
    /// Of those due: closed within their twelve months.
    pub closed_in_time: i64,
    /// `closedInTime` of `due` in percent, one digit after the point; null when none is due.
    pub closed_in_time_percent: Option<f64>,
}

/// How many recommendations stand somewhere.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct DispositionCount {
    /// Where they stand.
    pub disposition: RecommendationDisposition,
    /// How many.
    pub count: i64,
}

impl From<Stats> for RecommendationStats {
    fn from(stats: Stats) -> Self {
        let by_disposition = stats.by_disposition.into_iter();
        Self {
            total: stats.total,
            by_disposition: by_disposition
                .map(|(disposition, count)| DispositionCount {
                    disposition: disposition.into(),
                    count,
                })
                .collect(),
            closed: stats.closed,
            due: stats.due,
            closed_in_time: stats.closed_in_time,
            closed_in_time_percent: percent(stats.closed_in_time, stats.due),
        }
    }
}

/// A share in percent with one digit after the point; none of nothing.
fn percent(part: i64, whole: i64) -> Option<f64> {
    let tenths = (2000 * part + whole).checked_div(2 * whole)?;
    i32::try_from(tenths).ok().map(|tenths| f64::from(tenths) / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_to_a_tenth_of_a_percent() {
        assert_eq!(percent(1, 3), Some(33.3));
        assert_eq!(percent(2, 3), Some(66.7));
        assert_eq!(percent(0, 5), Some(0.0));
        assert_eq!(percent(0, 0), None);
    }
}
