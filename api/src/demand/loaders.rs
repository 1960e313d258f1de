//! Relations of figures about demand, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    demand_figure,
    ids::{DemandFigureId, ProgramId},
};
use futures_util::future::BoxFuture;

use super::{
    ops::gap::Gap,
    reads,
    types::{DemandFigure, DemandGap},
};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The figure with an id.
pub struct DemandFigureOf;

impl Relation for DemandFigureOf {
    type Key = DemandFigureId;
    type Args = ();
    type Value = DemandFigure;

    async fn load(
        cx: &Cx,
        keys: &[DemandFigureId],
        (): &(),
    ) -> Result<HashMap<DemandFigureId, DemandFigure>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, DemandFigure::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut DemandFigure>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        DemandFigure::fill(cx, values, selection)
    }
}

/// The demand gap of a program, in a year or in the latest one with openings.
pub struct DemandGapOf;

impl Relation for DemandGapOf {
    type Key = ProgramId;
    type Args = Option<i32>;
    type Value = DemandGap;

    async fn load(cx: &Cx, keys: &[ProgramId], year: &Option<i32>) -> Result<HashMap<ProgramId, DemandGap>> {
        let mut figures: HashMap<ProgramId, Vec<demand_figure::Model>> = HashMap::new();
        for row in reads::of_programs(cx, keys).await? {
            figures.entry(row.program_id).or_default().push(row);
        }
        let gaps = figures
            .into_iter()
            .map(|(id, rows)| (id, DemandGap::new(Gap::of(rows, *year))));
        Ok(gaps.collect())
    }

    fn missing(_: &Cx, _: ProgramId, year: &Option<i32>) -> Option<DemandGap> {
        Some(DemandGap::new(Gap::of(Vec::new(), *year)))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut DemandGap>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        DemandGap::fill(cx, values, selection)
    }
}
