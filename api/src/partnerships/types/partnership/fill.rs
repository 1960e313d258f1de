//! What is read ahead for a page of partnerships: each relation in one statement, a charter in three.

use futures_util::future::BoxFuture;

use super::{Partnership, day};
use crate::{
    app::Cx,
    charters::types::StatementKind,
    error::Result,
    goals::loaders::GoalArgs,
    memberships::loaders::MembershipArgs,
    prefetch::{self, Fill, Selection},
    recommendations::loaders::RecommendationArgs,
    tasks::loaders::TaskArgs,
};

impl Fill for Partnership {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            covers(cx, nodes, selection).await?;
            partners(cx, nodes, selection).await?;
            charter(cx, nodes, selection).await
        })
    }
}

/// What it covers.
async fn covers(cx: &Cx, nodes: &mut [&mut Partnership], selection: &Selection<'_>) -> Result<()> {
    let id = |node: &Partnership| node.row.id;
    prefetch::all(cx, nodes, selection, "sectors", id, |node| &mut node.sectors).await?;
    prefetch::all(cx, nodes, selection, "naicsPrefixes", id, |node| &mut node.naics).await
}

/// Who convenes it, who is in it, when they meet, and which roles they play.
async fn partners(cx: &Cx, nodes: &mut [&mut Partnership], selection: &Selection<'_>) -> Result<()> {
    let id = |node: &Partnership| Some(node.row.id);
    prefetch::relation(
        cx,
        nodes,
        selection,
        "conveners",
        |arguments| Some(day(arguments.get("activeOn"))),
        id,
        |node| &mut node.conveners,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "members",
        |arguments| Some(MembershipArgs::ahead(arguments)),
        id,
        |node| &mut node.members,
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
    prefetch::page(
        cx,
        nodes,
        selection,
        "meetings",
        |node| node.row.id,
        |node| &mut node.meetings,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "roleCoverage",
        |arguments| Some(day(arguments.get("asOf"))),
        id,
        |node| &mut node.role_coverage,
    )
    .await
}

/// What it is for.
async fn charter(cx: &Cx, nodes: &mut [&mut Partnership], selection: &Selection<'_>) -> Result<()> {
    let id = |node: &Partnership| Some(node.row.id);
    prefetch::relation(
        cx,
        nodes,
        selection,
        "charter",
        |arguments| Some(day(arguments.get("asOf"))),
        id,
        |node| &mut node.charter,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "statements",
        |arguments| Some(arguments.get::<StatementKind>("kind").map(Into::into)),
        id,
        |node| &mut node.statements,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "goals",
        |arguments| Some(GoalArgs::ahead(arguments)),
        id,
        |node| &mut node.goals,
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
        "tasks",
        |arguments| Some(TaskArgs::ahead(arguments)),
        |node| Some(node.row.id),
        |node| &mut node.tasks,
    )
    .await
}
