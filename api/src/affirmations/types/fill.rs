//! What of an affirmation is read ahead.

use futures_util::future::BoxFuture;

use super::Affirmation;
use crate::{
    app::Cx,
    codes::types::Occupation,
    error::Result,
    prefetch::{self, Fill, Selection},
};

impl Fill for Affirmation {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            parties(cx, nodes.as_mut_slice(), selection).await?;
            subject(cx, nodes.as_mut_slice(), selection).await?;
            let occupations = nodes.into_iter().map(|node| &mut node.occupation).collect();
            Occupation::fill(cx, occupations, &selection.field("occupation")).await
        })
    }
}

/// Who said it, where, and who wrote it down.
async fn parties(cx: &Cx, nodes: &mut [&mut Affirmation], selection: &Selection<'_>) -> Result<()> {
    prefetch::one(
        cx,
        nodes,
        selection,
        "employer",
        |node| Some(node.row.employer_id),
        |node| &mut node.employer,
    )
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "contact",
        |node| Some(node.row.contact_id),
        |node| &mut node.contact,
    )
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "meeting",
        |node| node.row.meeting_id,
        |node| &mut node.meeting,
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
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "agency",
        |node| Some(node.row.agency_id),
        |node| &mut node.agency,
    )
    .await
}

/// What it is about, and how it stands.
async fn subject(cx: &Cx, nodes: &mut [&mut Affirmation], selection: &Selection<'_>) -> Result<()> {
    prefetch::one(
        cx,
        nodes,
        selection,
        "credential",
        |node| node.row.credential_id,
        |node| &mut node.credential,
    )
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "competencyEdition",
        |node| node.row.competency_edition_id,
        |node| &mut node.competency_edition,
    )
    .await?;
    let id = |node: &Affirmation| node.row.id;
    prefetch::all(cx, nodes, selection, "rejectedCompetencies", id, |node| {
        &mut node.rejected
    })
    .await?;
    prefetch::all(cx, nodes, selection, "state", id, |node| &mut node.standing).await
}
