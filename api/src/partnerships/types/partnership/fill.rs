//! What is read ahead for a page of partnerships: each relation in one statement, a charter in three.

use entities::ids::QuestionnaireId;
use futures_util::future::BoxFuture;

use super::{Partnership, day};
use crate::{
    app::Cx,
    charters::types::StatementKind,
    error::Result,
    goals::loaders::GoalArgs,
    indicators::loaders::IndicatorArgs,
    memberships::loaders::MembershipArgs,
    prefetch::{self, Fill, Selection},
    recommendations::loaders::RecommendationArgs,
    scalars::IdOf,
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
            charter(cx, nodes, selection).await?;
            duties(cx, nodes, selection).await?;
            priorities(cx, nodes, selection).await?;
            board(cx, nodes, selection).await?;
            checkups(cx, nodes, selection).await
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
        |node| &mut node.work.contributions,
    )
    .await?;
    prefetch::page(
        cx,
        nodes,
        selection,
        "meetings",
        |node| node.row.id,
        |node| &mut node.work.meetings,
    )
    .await?;
    prefetch::all(
        cx,
        nodes,
        selection,
        "reminderRules",
        |node| node.row.id,
        |node| &mut node.work.reminder_rules,
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
        |node| &mut node.charter.charter,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "statements",
        |arguments| Some(arguments.get::<StatementKind>("kind").map(Into::into)),
        id,
        |node| &mut node.charter.statements,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "goals",
        |arguments| Some(GoalArgs::ahead(arguments)),
        id,
        |node| &mut node.charter.goals,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "recommendations",
        |arguments| Some(RecommendationArgs::ahead(arguments)),
        |node| Some(node.row.id),
        |node| &mut node.work.recommendations,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "tasks",
        |arguments| Some(TaskArgs::ahead(arguments)),
        |node| Some(node.row.id),
        |node| &mut node.work.tasks,
    )
    .await
}

/// Who sees to what, and what was agreed.
async fn duties(cx: &Cx, nodes: &mut [&mut Partnership], selection: &Selection<'_>) -> Result<()> {
    let id = |node: &Partnership| Some(node.row.id);
    prefetch::relation(
        cx,
        nodes,
        selection,
        "responsibilities",
        |arguments| Some(arguments.get("trashed").unwrap_or(false)),
        id,
        |node| &mut node.charter.responsibilities,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "responsibilityMatrix",
        |arguments| Some(day(arguments.get("activeOn"))),
        id,
        |node| &mut node.charter.matrix,
    )
    .await?;
    prefetch::page(
        cx,
        nodes,
        selection,
        "agreements",
        |node| node.row.id,
        |node| &mut node.charter.agreements,
    )
    .await
}

/// What it works on first, and how that goes.
async fn priorities(cx: &Cx, nodes: &mut [&mut Partnership], selection: &Selection<'_>) -> Result<()> {
    let id = |node: &Partnership| Some(node.row.id);
    prefetch::relation(
        cx,
        nodes,
        selection,
        "priorities",
        |arguments| Some(arguments.get("trashed").unwrap_or(false)),
        id,
        |node| &mut node.work.priorities,
    )
    .await?;
    prefetch::page(
        cx,
        nodes,
        selection,
        "quickWins",
        |node| node.row.id,
        |node| &mut node.work.quick_wins,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "indicators",
        |arguments| {
            Some(IndicatorArgs::new(
                arguments.get("asOf"),
                arguments.get("windowDays"),
            ))
        },
        id,
        |node| &mut node.work.indicators,
    )
    .await
}

/// What it is held to as a board, and whether it is.
async fn board(cx: &Cx, nodes: &mut [&mut Partnership], selection: &Selection<'_>) -> Result<()> {
    let id = |node: &Partnership| Some(node.row.id);
    prefetch::one(cx, nodes, selection, "boardRules", id, |node| {
        &mut node.work.board_rules
    })
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "compositionReport",
        |arguments| Some(day(arguments.get("asOf")).unwrap_or_else(|| cx.app.clock.today())),
        id,
        |node| &mut node.work.composition,
    )
    .await
}

/// How it does.
async fn checkups(cx: &Cx, nodes: &mut [&mut Partnership], selection: &Selection<'_>) -> Result<()> {
    prefetch::page(
        cx,
        nodes,
        selection,
        "checkups",
        |node| node.row.id,
        |node| &mut node.work.checkups,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "checkupTrend",
        |arguments| {
            arguments
                .get::<IdOf<QuestionnaireId>>("questionnaireId")
                .map(IdOf::get)
        },
        |node| Some(node.row.id),
        |node| &mut node.work.checkup_trend,
    )
    .await
}
