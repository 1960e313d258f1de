//! Totals of openings as GraphQL shows them.

use async_graphql::{Enum, Object, SimpleObject};
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    codes::types::Occupation,
    error::Result,
    openings::reads::{LEAST_EMPLOYERS, Sums},
    prefetch::{Fill, Selection},
};

/// What openings are totalled by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum OpeningGroupBy {
    /// The detailed occupation.
    Occupation,
}

/// Why a number of openings is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum OpeningHiddenReason {
    /// Fewer than three employers stand behind it: it would be their answer, not a sum.
    FewEmployers,
}

/// A number of openings, or why it is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct OpeningCount {
    /// The number; null when it is hidden.
    pub value: Option<i64>,
    /// Why it is hidden; null when it is not.
    pub hidden_because: Option<OpeningHiddenReason>,
}

impl OpeningCount {
    fn new(value: i64, employers: i64) -> Self {
        let is_hidden = employers < LEAST_EMPLOYERS;
        Self {
            value: (!is_hidden).then_some(value),
            hidden_because: is_hidden.then_some(OpeningHiddenReason::FewEmployers),
        }
    }
}

/// The totals of a group of openings.
#[derive(Clone)]
pub struct OpeningTotals {
    sums: Sums,
    occupation: Occupation,
}

impl OpeningTotals {
    /// The totals of a group.
    pub fn new(sums: Sums) -> Self {
        let occupation = Occupation::new(sums.soc_code.clone());
        Self { sums, occupation }
    }
}

impl Fill for OpeningTotals {
    fn fill<'a>(
        cx: &'a Cx,
        nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let occupations = nodes.into_iter().map(|node| &mut node.occupation).collect();
            Occupation::fill(cx, occupations, &selection.field("occupation")).await
        })
    }
}

/// What employers of the network have to fill together, of one occupation.
#[Object]
impl OpeningTotals {
    /// The occupation.
    async fn occupation(&self) -> &Occupation {
        &self.occupation
    }

    /// Positions of openings that are not filled.
    async fn open(&self) -> OpeningCount {
        OpeningCount::new(self.sums.open, self.sums.opening_employers)
    }

    /// Positions of openings that are filled.
    async fn filled(&self) -> OpeningCount {
        OpeningCount::new(self.sums.filled, self.sums.opening_employers)
    }

    /// Positions of forecasts.
    async fn forecast(&self) -> OpeningCount {
        OpeningCount::new(self.sums.forecast, self.sums.forecast_employers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_employers_said_is_hidden() {
        for employers in 0..3 {
            let hidden = OpeningCount::new(40, employers);
            assert_eq!(hidden.value, None);
            assert_eq!(hidden.hidden_because, Some(OpeningHiddenReason::FewEmployers));
        }
        let shown = OpeningCount::new(40, 3);
        assert_eq!((shown.value, shown.hidden_because), (Some(40), None));
    }
}
