//! What is read ahead for a page of meetings: each relation in one statement, the attendance in two.

use futures_util::future::BoxFuture;

use super::Meeting;
use crate::{
    app::Cx,
    drafts::loaders::LetterDraftArgs,
    error::Result,
    prefetch::{self, Fill, Selection},
    recommendations::loaders::RecommendationArgs,
    tasks::loaders::TaskArgs,
};

impl Fill for Meeting {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            named(cx, nodes, selection).await?;
            people(cx, nodes, selection).await?;
            outcomes(cx, nodes, selection).await?;
            reminders(cx, nodes, selection).await?;
            letters(cx, nodes, selection).await
        })
    }
}

/// Whose it is, who organizes it and what about.
async fn named(cx: &Cx, nodes: &mut [&mut Meeting], selection: &Selection<'_>) -> Result<()> {
    prefetch::one(
        cx,
        nodes,
        selection,
        "partnership",
        |node| Some(node.row.partnership_id),
        |node| &mut node.partnership,
    )
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "series",
        |node| node.row.series_id,
        |node| &mut node.series,
    )
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "agency",
        |node| Some(node.row.agency_id),
        |node| &mut node.agency,
    )
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "owner",
        |node| node.row.owner_user_id,
        |node| &mut node.owner,
    )
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "program",
        |node| node.row.program_id,
        |node| &mut node.program,
    )
    .await
}

/// Who is on its list, and who came.
async fn people(cx: &Cx, nodes: &mut [&mut Meeting], selection: &Selection<'_>) -> Result<()> {
    let id = |node: &Meeting| node.row.id;
    prefetch::all(cx, nodes, selection, "attendees", id, |node| &mut node.attendees).await?;
    prefetch::all(cx, nodes, selection, "attendance", id, |node| {
        &mut node.attendance
    })
    .await
}

/// What was advised at it, and what was agreed.
async fn outcomes(cx: &Cx, nodes: &mut [&mut Meeting], selection: &Selection<'_>) -> Result<()> {
    let id = |node: &Meeting| Some(node.row.id);
    prefetch::relation(
        cx,
        nodes,
        selection,
        "recommendations",
        |arguments| Some(RecommendationArgs::ahead(arguments)),
        id,
        |node| &mut node.recommendations,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "tasks",
        |arguments| Some(TaskArgs::ahead(arguments)),
        id,
        |node| &mut node.tasks,
    )
    .await
}

/// When people are reminded of it.
async fn reminders(cx: &Cx, nodes: &mut [&mut Meeting], selection: &Selection<'_>) -> Result<()> {
    prefetch::all(
        cx,
        nodes,
        selection,
        "reminderRules",
        |node| (node.row.id, node.row.partnership_id),
        |node| &mut node.reminder_rules,
    )
    .await
}

/// The letters that follow it, and who gets none.
async fn letters(cx: &Cx, nodes: &mut [&mut Meeting], selection: &Selection<'_>) -> Result<()> {
    prefetch::relation(
        cx,
        nodes,
        selection,
        "letterDrafts",
        |arguments| Some(LetterDraftArgs::ahead(arguments)),
        |node| Some(node.row.id),
        |node| &mut node.letter_drafts,
    )
    .await?;
    let id = |node: &Meeting| node.row.id;
    prefetch::all(cx, nodes, selection, "letterDraftsLeftOut", id, |node| {
        &mut node.left_out
    })
    .await
}
