//! The demand gap of a program.

use async_graphql::Object;
use entities::demand_figure::DemandKind as Kind;
use futures_util::future::BoxFuture;

use super::{DemandFigure, DemandKind};
use crate::{
    app::Cx,
    demand::ops::gap::Gap,
    error::Result,
    prefetch::{Fill, Selection},
};

/// The demand gap of a program.
#[derive(Clone)]
pub struct DemandGap {
    gap: Gap,
    figures: Vec<DemandFigure>,
}

impl DemandGap {
    /// What figures say together.
    pub fn new(gap: Gap) -> Self {
        let figures = gap.figures.iter().cloned().map(DemandFigure::new).collect();
        Self { gap, figures }
    }
}

impl Fill for DemandGap {
    fn fill<'a>(
        cx: &'a Cx,
        nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let figures = nodes.into_iter().flat_map(|node| &mut node.figures).collect();
            DemandFigure::fill(cx, figures, &selection.field("figures")).await
        })
    }
}

/// Whether a region has room for more who complete a program: projected openings less the graduates of all programs of the
/// region and the planned students.
#[Object]
impl DemandGap {
    /// The year whose figures are compared; null when no openings are about a year.
    async fn year(&self) -> Option<i32> {
        self.gap.year
    }

    /// Projected openings; null when no figure is there.
    async fn openings(&self) -> Option<i64> {
        self.gap.sum(Kind::ProjectedOpenings)
    }

    /// Graduates of the region's programs; null when no figure is there.
    async fn graduates(&self) -> Option<i64> {
        self.gap.sum(Kind::RegionalGraduates)
    }

    /// Planned students; null when no figure is there.
    async fn planned(&self) -> Option<i64> {
        self.gap.sum(Kind::PlannedStudents)
    }

    /// Openings less graduates and planned students: above zero there is room. Null without openings; what else is missing
    /// counts as none.
    async fn gap(&self) -> Option<i64> {
        self.gap.gap()
    }

    /// The kinds of figures that nobody recorded: with any of them missing the gap is not the whole truth.
    async fn missing(&self) -> Vec<DemandKind> {
        [
            DemandKind::ProjectedOpenings,
            DemandKind::RegionalGraduates,
            DemandKind::PlannedStudents,
        ]
        .into_iter()
        .filter(|kind| self.gap.sum((*kind).into()).is_none())
        .collect()
    }

    /// The figures that are compared, in the order they were recorded.
    async fn figures(&self) -> &[DemandFigure] {
        &self.figures
    }
}
