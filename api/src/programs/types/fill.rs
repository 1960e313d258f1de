//! What of a program is read ahead.

use futures_util::future::BoxFuture;

use super::Program;
use crate::{
    affirmations::loaders::AffirmationArgs,
    app::Cx,
    error::Result,
    prefetch::{self, Fill, Selection},
    recommendations::loaders::RecommendationArgs,
};

impl Fill for Program {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            prefetch::one(
                cx,
                nodes,
                selection,
                "agency",
                |node| Some(node.row.agency_id),
                |node| &mut node.agency,
            )
            .await?;
            prefetch::all(
                cx,
                nodes,
                selection,
                "externalReferences",
                Self::subject,
                |node| &mut node.external_references,
            )
            .await?;
            prefetch::page(
                cx,
                nodes,
                selection,
                "contributions",
                |node| node.row.id,
                |node| &mut node.contributions,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "advisoryBoard",
                |node| node.row.advisory_board_id,
                |node| &mut node.advisory_board,
            )
            .await?;
            prefetch::one(cx, nodes, selection, "cip", Self::cip_key, |node| &mut node.cip).await?;
            prefetch::all(
                cx,
                nodes,
                selection,
                "occupations",
                |node| node.row.id,
                |node| &mut node.occupations,
            )
            .await?;
            prefetch::all(
                cx,
                nodes,
                selection,
                "credentials",
                |node| node.row.id,
                |node| &mut node.credentials,
            )
            .await?;
            prefetch::all(
                cx,
                nodes,
                selection,
                "careerPathwayChecklist",
                |node| node.row.id,
                |node| &mut node.checklist,
            )
            .await?;
            fill_lists(cx, nodes, selection).await
        })
    }
}

/// The lists of programs that come in pages, and those that take arguments.
async fn fill_lists(cx: &Cx, nodes: &mut [&mut Program], selection: &Selection<'_>) -> Result<()> {
    prefetch::page(
        cx,
        nodes,
        selection,
        "cohorts",
        |node| node.row.id,
        |node| &mut node.cohorts,
    )
    .await?;
    prefetch::page(
        cx,
        nodes,
        selection,
        "evidenceFiles",
        |node| node.row.id,
        |node| &mut node.evidence_files,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "demandGap",
        |arguments| Some(arguments.get("year")),
        |node| Some(node.row.id),
        |node| &mut node.demand_gap,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "recommendations",
        |arguments| Some(RecommendationArgs::ahead(arguments)),
        |node| Some(node.row.id),
        |node| &mut node.recommendations,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "affirmations",
        |arguments| Some(AffirmationArgs::ahead(arguments)),
        |node| Some(node.row.id),
        |node| &mut node.affirmations,
    )
    .await
}
