//! What is read ahead for a page of employers: each relation in one statement.

use entities::{employer, subject_type::SubjectType};
use futures_util::future::BoxFuture;

use super::{Employer, work::EmployerWork};
use crate::{
    accounts::loaders::UserOf,
    affirmations::loaders::AffirmationArgs,
    agencies::loaders::AgencyOf,
    app::Cx,
    codes::loaders::{NaicsOf, key::CodeKey},
    contacts::loaders::{AffiliationArgs, ContactsOfEmployer},
    employers::loaders::{ChildrenOf, EmployerOf, TagsOf},
    engagements::loaders::{TOUCH_DAYS, TouchesOf},
    error::Result,
    establishments::loaders::EstablishmentsOf,
    identifiers::loaders::IdentifiersOf,
    memberships::loaders::{MembershipArgs, MembershipsOfEmployer},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    recommendations::loaders::RecommendationArgs,
    roles::loaders::EmployerRolesOf,
    scalars::Date,
    shared::{external_references::Subject, loaders::ExternalReferencesOf},
    successions::loaders::{PredecessorsOf, SuccessorsOf},
    tasks::loaders::TaskArgs,
    timeline::loaders::{TimelineArgs, TimelineOf},
};

/// What is at the other end of an employer's relations, as far as it was read ahead.
#[derive(Clone, Default)]
pub(super) struct Relations {
    pub(super) naics: Related<NaicsOf>,
    pub(super) parent: Related<EmployerOf>,
    pub(super) children: Related<ChildrenOf>,
    pub(super) tags: Related<TagsOf>,
    pub(super) establishments: Related<EstablishmentsOf>,
    pub(super) external_references: Related<ExternalReferencesOf>,
    pub(super) identifiers: Related<IdentifiersOf>,
    pub(super) predecessors: Related<PredecessorsOf>,
    pub(super) successors: Related<SuccessorsOf>,
    pub(super) lead_agency: Related<AgencyOf>,
    pub(super) lead_user: Related<UserOf>,
    pub(super) backup_user: Related<UserOf>,
    pub(super) contacts: Related<ContactsOfEmployer>,
    pub(super) roles: Related<EmployerRolesOf>,
    pub(super) memberships: Related<MembershipsOfEmployer>,
    pub(super) recent_touches: Related<TouchesOf>,
    pub(super) timeline: Related<TimelineOf>,
}

impl Employer {
    /// The employer of a row, of which nothing was read ahead yet.
    pub fn new(row: employer::Model) -> Self {
        Self {
            work: EmployerWork::new(row.id),
            row,
            related: Relations::default(),
        }
    }

    pub(super) fn subject(&self) -> Subject {
        (SubjectType::Employer, self.row.id.uuid())
    }

    pub(super) fn naics_key(&self) -> Option<CodeKey> {
        self.row.naics_code.as_deref().map(CodeKey::new)
    }
}

/// Whether the actor's role or token keeps restricted identifiers back.
pub(super) fn hides_identifiers(cx: &Cx) -> bool {
    cx.actor.scope(Action::EmployerReadIdentifiers).is_none()
}

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
            doings(cx, nodes, selection).await?;
            advice(cx, nodes, selection).await?;
            standing(cx, nodes, selection).await
        })
    }
}

/// The company itself: its industry, family, worksites, numbers and history.
async fn company(cx: &Cx, nodes: &mut [&mut Employer], selection: &Selection<'_>) -> Result<()> {
    prefetch::one(cx, nodes, selection, "naics", Employer::naics_key, |node| {
        &mut node.related.naics
    })
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "parent",
        |node| node.row.parent_id,
        |node| &mut node.related.parent,
    )
    .await?;
    prefetch::page(
        cx,
        nodes,
        selection,
        "children",
        |node| node.row.id,
        |node| &mut node.related.children,
    )
    .await?;
    prefetch::all(
        cx,
        nodes,
        selection,
        "tags",
        |node| node.row.id,
        |node| &mut node.related.tags,
    )
    .await?;
    prefetch::page(
        cx,
        nodes,
        selection,
        "establishments",
        |node| node.row.id,
        |node| &mut node.related.establishments,
    )
    .await?;
    prefetch::all(
        cx,
        nodes,
        selection,
        "externalReferences",
        Employer::subject,
        |node| &mut node.related.external_references,
    )
    .await?;
    prefetch::all(
        cx,
        nodes,
        selection,
        "identifiers",
        |node| node.row.id,
        |node| &mut node.related.identifiers,
    )
    .await?;
    prefetch::all(
        cx,
        nodes,
        selection,
        "predecessors",
        |node| node.row.id,
        |node| &mut node.related.predecessors,
    )
    .await?;
    prefetch::all(
        cx,
        nodes,
        selection,
        "successors",
        |node| node.row.id,
        |node| &mut node.related.successors,
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
        |node| &mut node.related.lead_agency,
    )
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "leadUser",
        |node| node.row.lead_user_id,
        |node| &mut node.related.lead_user,
    )
    .await?;
    prefetch::one(
        cx,
        nodes,
        selection,
        "backupUser",
        |node| node.row.backup_user_id,
        |node| &mut node.related.backup_user,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "contacts",
        |arguments| AffiliationArgs::ahead(cx, arguments),
        |node| Some(node.row.id),
        |node| &mut node.related.contacts,
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
        |node| &mut node.related.memberships,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "roles",
        |arguments| Some(arguments.get::<Date>("activeOn").map(|day| day.0)),
        |node| Some(node.row.id),
        |node| &mut node.related.roles,
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
        "engagements",
        |node| node.row.id,
        |node| &mut node.work.engagements,
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
    prefetch::page(
        cx,
        nodes,
        selection,
        "openings",
        |node| node.row.id,
        |node| &mut node.work.openings,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "recentTouches",
        |arguments| Some(arguments.get("days").unwrap_or(TOUCH_DAYS)),
        |node| Some(node.row.id),
        |node| &mut node.related.recent_touches,
    )
    .await?;
    prefetch::relation(
        cx,
        nodes,
        selection,
        "timeline",
        |arguments| Some(TimelineArgs::ahead(arguments)),
        |node| Some(node.row.id),
        |node| &mut node.related.timeline,
    )
    .await
}

/// What was advised for it, and what is to be done about it.
async fn advice(cx: &Cx, nodes: &mut [&mut Employer], selection: &Selection<'_>) -> Result<()> {
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

/// What was affirmed for it, and how far it has come.
async fn standing(cx: &Cx, nodes: &mut [&mut Employer], selection: &Selection<'_>) -> Result<()> {
    prefetch::relation(
        cx,
        nodes,
        selection,
        "affirmations",
        |arguments| Some(AffirmationArgs::ahead(arguments)),
        |node| Some(node.row.id),
        |node| &mut node.work.affirmations,
    )
    .await?;
    prefetch::all(
        cx,
        nodes,
        selection,
        "engagementLevel",
        |node| node.row.id,
        |node| &mut node.work.engagement_level,
    )
    .await
}
