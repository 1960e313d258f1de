//! What callers send about the rules of boards.

use async_graphql::{InputObject, MaybeUndefined};
use entities::board_rules;

use super::ops::Draft;
use crate::shared::inputs::{change, replace};

/// The rules of a board: what is absent stays, null means that it is not ruled.
#[derive(Clone, Debug, Default, InputObject)]
pub struct BoardRulesInput {
    /// Which part of its members a meeting needs, in percent: 1 to 100.
    pub quorum_percent: MaybeUndefined<i32>,
    /// Whether more than half have to be from industry, of the members and of those at each meeting. For a board without rules
    /// yet: true when absent, unless only agencies are in it.
    pub industry_majority: Option<bool>,
    /// How many meetings in twelve months: 1 to 366.
    pub meetings_per_year: MaybeUndefined<i32>,
    /// Days after a meeting in which its minutes are filed: 1 to 366.
    pub minutes_within_days: MaybeUndefined<i32>,
    /// Months of a term, where a membership does not say when its term ends: 1 to 600.
    pub term_months: MaybeUndefined<i32>,
}

impl From<BoardRulesInput> for Draft {
    fn from(input: BoardRulesInput) -> Self {
        let row = board_rules::ActiveModel {
            quorum_percent: change(input.quorum_percent, |number| number),
            industry_majority: replace(input.industry_majority, |is_ruled| is_ruled),
            meetings_per_year: change(input.meetings_per_year, |number| number),
            minutes_within_days: change(input.minutes_within_days, |number| number),
            term_months: change(input.term_months, |number| number),
            ..Default::default()
        };
        Self { row }
    }
}
