//! What callers send about the demand for programs.

use async_graphql::{InputObject, MaybeUndefined};
use entities::demand_figure;

use super::{ops::Draft, types::DemandKind};
use crate::shared::inputs::{change, given, replace};

/// A new figure about the demand for a program.
#[derive(Clone, Debug, InputObject)]
pub struct DemandFigureRecordInput {
    /// What it counts.
    pub kind: DemandKind,
    /// How many: 0 to 10,000,000.
    pub value: i32,
    /// Whose they are, such as a region's openings or another college's graduates; 1 to 200 characters.
    pub label: String,
    /// Where the figure is from; 1 to 500 characters.
    pub source: String,
    /// As of when its source published it, such as `2026` or `2026 Q2`; 1 to 200 characters.
    pub vintage: String,
    /// The year it is about; absent when it counts in every year.
    pub year: Option<i32>,
}

/// Changes of a figure: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct DemandFigureUpdateInput {
    /// What it counts.
    pub kind: Option<DemandKind>,
    /// How many: 0 to 10,000,000.
    pub value: Option<i32>,
    /// Whose they are; 1 to 200 characters.
    pub label: Option<String>,
    /// Where the figure is from; 1 to 500 characters.
    pub source: Option<String>,
    /// As of when its source published it; 1 to 200 characters.
    pub vintage: Option<String>,
    /// The year it is about; null when it counts in every year.
    pub year: MaybeUndefined<i32>,
}

impl From<DemandFigureRecordInput> for Draft {
    fn from(input: DemandFigureRecordInput) -> Self {
        Self::from(DemandFigureUpdateInput {
            kind: Some(input.kind),
            value: Some(input.value),
            label: Some(input.label),
            source: Some(input.source),
            vintage: Some(input.vintage),
            year: given(input.year),
        })
    }
}

impl From<DemandFigureUpdateInput> for Draft {
    fn from(input: DemandFigureUpdateInput) -> Self {
        let row = demand_figure::ActiveModel {
            kind: replace(input.kind, Into::into),
            value: replace(input.value, |value| value),
            label: replace(input.label, |label| label),
            source: replace(input.source, |source| source),
            vintage: replace(input.vintage, |vintage| vintage),
            year: change(input.year, |year| year),
            ..Default::default()
        };
        Self { row }
    }
}
