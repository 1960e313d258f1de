//! A map.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::{ids::PathwayMapId, pathway_map};
use futures_util::future::BoxFuture;

use super::{Chart, PathwayEdge, PathwayStep, picture};
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    error::Result,
    pathways::{
        drawing,
        loaders::{self, ChartOf},
    },
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
    sectors::{loaders::SectorOf, types::Sector},
    shared::types::RecordPermissions,
};

/// The fields that are made of steps and edges.
const OF_CHART: [&str; 5] = ["steps", "entrySteps", "edges", "svg", "svgParts"];

/// A map.
#[derive(Clone)]
pub struct PathwayMap {
    row: pathway_map::Model,
    agency: Related<AgencyOf>,
    sector: Related<SectorOf>,
    chart: Related<ChartOf>,
}

impl PathwayMap {
    /// The map of a row.
    pub fn new(row: pathway_map::Model) -> Self {
        Self {
            row,
            agency: Related::default(),
            sector: Related::default(),
            chart: Related::default(),
        }
    }

    async fn chart(&self, ctx: &Context<'_>) -> Result<Arc<Chart>> {
        Ok(self.chart.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }
}

impl Fill for PathwayMap {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let agency = |node: &Self| Some(node.row.agency_id);
            prefetch::one(cx, nodes, selection, "agency", agency, |node| &mut node.agency).await?;
            let sector = |node: &Self| node.row.sector_id;
            prefetch::one(cx, nodes, selection, "sector", sector, |node| &mut node.sector).await?;
            if !OF_CHART.iter().any(|field| selection.field(field).exists()) {
                return Ok(());
            }
            let ids: Vec<PathwayMapId> = nodes.iter().map(|node| node.row.id).collect();
            let mut charts = loaders::charts(cx, &ids).await?;
            fill(cx, charts.values_mut().collect(), selection).await?;
            for node in nodes {
                if let Some(chart) = charts.remove(&node.row.id) {
                    node.chart = Related::filled((), Some(chart));
                }
            }
            Ok(())
        })
    }
}

/// Fills what is selected of the steps and edges of charts.
async fn fill(cx: &Cx, mut charts: Vec<&mut Chart>, selection: &Selection<'_>) -> Result<()> {
    let steps = charts
        .iter_mut()
        .flat_map(|chart| chart.steps.iter_mut())
        .collect();
    PathwayStep::fill(cx, steps, &selection.field("steps")).await?;
    let entries = charts.iter_mut().flat_map(|chart| chart.steps.iter_mut());
    let entries = entries.filter(|step| step.depth() == 1).collect();
    PathwayStep::fill(cx, entries, &selection.field("entrySteps")).await?;
    let edges = charts
        .iter_mut()
        .flat_map(|chart| chart.edges.iter_mut())
        .collect();
    PathwayEdge::fill(cx, edges, &selection.field("edges")).await
}

/// A pathway map: how people go from occupation to occupation, and what each way asks for.
#[Object]
impl PathwayMap {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The agency that draws it.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// The title.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// The region it is about, by name.
    async fn region(&self) -> Option<&str> {
        self.row.region.as_deref()
    }

    /// The sector it is about.
    async fn sector(&self, ctx: &Context<'_>) -> Option<Result<Arc<Sector>>> {
        self.sector.get(ctx, self.row.sector_id?, ()).await.transpose()
    }

    /// What readers should know (Markdown).
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// Its steps in reading order: by level, then by position. 40 at most.
    async fn steps(&self, ctx: &Context<'_>) -> Result<Vec<PathwayStep>, async_graphql::Error> {
        Ok(self.chart(ctx).await?.steps.clone())
    }

    /// The steps where people enter: those that no edge leads to.
    async fn entry_steps(&self, ctx: &Context<'_>) -> Result<Vec<PathwayStep>, async_graphql::Error> {
        let chart = self.chart(ctx).await?;
        Ok(chart
            .steps
            .iter()
            .filter(|step| step.depth() == 1)
            .cloned()
            .collect())
    }

    /// Its edges in reading order: by where they lead, then by where they begin. 120 at most; none leads back. They cost as much as
    /// a page of 25.
    async fn edges(&self, ctx: &Context<'_>) -> Result<Vec<PathwayEdge>, async_graphql::Error> {
        Ok(self.chart(ctx).await?.edges.clone())
    }

    /// The map drawn as a ladder from the bottom to the top: a whole SVG document, black on white, no wider than a page of A4 or US
    /// Letter on which its letters are 11 pixels high, unless it has more than about thirty ways past one step. It holds no
    /// script and no style, its texts are escaped, and the same data give the same bytes. An edge that is not validated is dashed
    /// and says so. Costs 50 points.
    async fn svg(&self, ctx: &Context<'_>) -> Result<String, async_graphql::Error> {
        let chart = self.chart(ctx).await?;
        Ok(drawing::draw(&picture::of(&self.row.title, &chart)))
    }

    /// The same drawing in parts that each fit a page of A4 or US Letter, upright, from the top to the bottom: each a whole SVG
    /// document, cut between boxes. One part for a map of a few levels. Costs 50 points.
    async fn svg_parts(&self, ctx: &Context<'_>) -> Result<Vec<String>, async_graphql::Error> {
        let chart = self.chart(ctx).await?;
        Ok(drawing::draw_parts(&picture::of(&self.row.title, &chart)))
    }

    /// The day of which the states of its edges and validations are told: today (UTC).
    async fn as_of(&self, ctx: &Context<'_>) -> Result<Date, async_graphql::Error> {
        Ok(Date(Cx::of(ctx)?.app.clock.today()))
    }

    /// When it was added.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it or one of its parts was last changed.
    async fn updated_at(&self) -> Instant {
        Instant(self.row.updated_at)
    }

    /// Counts its changes, those of its steps, edges and validations included: hand it back with a change, so that nobody's work
    /// is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// When it was put into the trash.
    async fn trashed_at(&self) -> Option<Instant> {
        self.row.trashed_at.map(Instant)
    }

    /// What you may do with it and its parts.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let manage = Action::PathwayManage;
        Ok(RecordPermissions::of(Cx::of(ctx)?, manage, manage, None))
    }
}
