//! What is read ahead for a page of employers: each relation in one statement.

use futures_util::future::BoxFuture;

use super::Employer;
use crate::{
    app::Cx,
    contacts::loaders::AffiliationArgs,
    engagements::loaders::TOUCH_DAYS,
    error::Result,
    memberships::loaders::MembershipArgs,
    prefetch::{self, Fill, Selection},
    scalars::Date,
};

impl Fill for Employer {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            company(cx, nodes, selection).await?;
            people(cx, nodes, selection).await?;
            doings(cx, nodes, selection).await
        })
    }
}

/// The company itself: its industry, family, worksites, numbers and history.
async fn company(cx: &Cx, nodes: &mut [&mut Employer], selection: &Selection<'_>) -> Result<()> {
    prefetch::one(cx, nodes, selection, "naics", Employer::naics_key, |node| {
        &mut node.naics
    })
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "parent",
        |node| node.row.parent_id,
        |node| &mut node.parent,
    )
    .await?;
    prefetch::page(
        cx,
        nodes,
        selection,
        "children",
        |node| node.row.id,
        |node| &mut node.children,
    )
    .await?;
    prefetch::all(
        cx,
        nodes,
        selection,
        "tags",
        |node| node.row.id,
        |node| &mut node.tags,
    )
    .await?;
    prefetch::page(
        cx,
        nodes,
        selection,
        "establishments",
        |node| node.row.id,
        |node| &mut node.establishments,
    )
    .await?;
    prefetch::all(
        cx,
        nodes,
        selection,
        "externalReferences",
        Employer::subject,
        |node| &mut node.external_references,
    )
    .await?;
    prefetch::all(
        cx,
        nodes,
        selection,
        "identifiers",
        |node| node.row.id,
        |node| &mut node.identifiers,
    )
    .await?;
    prefetch::all(
        cx,
        nodes,
        selection,
        "predecessors",
        |node| node.row.id,
        |node| &mut node.predecessors,
    )
    .await?;
    prefetch::all(
        cx,
        nodes,
        selection,
        "successors",
        |node| node.row.id,
        |node| &mut node.successors,
    )
    .await
}

/// The people and agencies around it.
async fn people(cx: &Cx, nodes: &mut [&mut Employer], selection: &Selection<'_>) -> Result<()> {
    prefetch::one(
        cx,
        nodes,
        selection,
        "leadAgency",
        |node| node.row.lead_agency_id,
        |node| &mut node.lead_agency,
    )
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "leadUser",
        |node| node.row.lead_user_id,
        |node| &mut node.lead_user,
    )
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "backupUser",
        |node| node.row.backup_user_id,
        |node| &mut node.backup_user,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "contacts",
        |arguments| AffiliationArgs::ahead(cx, arguments),
        |node| Some(node.row.id),
        |node| &mut node.contacts,
    )
    .await
}

/// What it takes part in, and what was said with it.
async fn doings(cx: &Cx, nodes: &mut [&mut Employer], selection: &Selection<'_>) -> Result<()> {
    prefetch::relation(
        cx,
        nodes,
        selection,
        "memberships",
        |arguments| Some(MembershipArgs::ahead(arguments)),
        |node| Some(node.row.id),
        |node| &mut node.memberships,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "roles",
        |arguments| Some(arguments.get::<Date>("activeOn").map(|day| day.0)),
        |node| Some(node.row.id),
        |node| &mut node.roles,
    )
    .await?;
    prefetch::page(
        cx,
        nodes,
        selection,
        "engagements",
        |node| node.row.id,
        |node| &mut node.engagements,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "recentTouches",
        |arguments| Some(arguments.get("days").unwrap_or(TOUCH_DAYS)),
        |node| Some(node.row.id),
        |node| &mut node.recent_touches,
    )
    .await
}
