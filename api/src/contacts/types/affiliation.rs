//! Affiliations as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::affiliation;
use futures_util::future::BoxFuture;

use super::Contact;
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    contacts::{loaders::ContactOf, reads::Span},
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    establishments::{loaders::EstablishmentOf, types::Establishment},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

/// The dated link of a person to one employer or one agency.
#[derive(Clone)]
pub struct Affiliation {
    row: affiliation::Model,
    contact: Related<ContactOf>,
    employer: Related<EmployerOf>,
    agency: Related<AgencyOf>,
    establishment: Related<EstablishmentOf>,
}

impl Affiliation {
    /// The affiliation of a row.
    pub fn new(row: affiliation::Model) -> Self {
        Self {
            row,
            contact: Related::default(),
            employer: Related::default(),
            agency: Related::default(),
            establishment: Related::default(),
        }
    }
}

impl Fill for Affiliation {
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
                "contact",
                |node| Some(node.row.contact_id),
                |node| &mut node.contact,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "employer",
                |node| node.row.employer_id,
                |node| &mut node.employer,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "agency",
                |node| node.row.agency_id,
                |node| &mut node.agency,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "establishment",
                |node| node.row.establishment_id,
                |node| &mut node.establishment,
            )
            .await
        })
    }
}

/// Where a person works or worked: the dated link to exactly one employer or agency.
#[Object]
impl Affiliation {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The person.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.contact.get(ctx, self.row.contact_id, ()).await.transpose()
    }

    /// The employer; null when the person is at an agency.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer
            .get(ctx, self.row.employer_id?, ())
            .await
            .transpose()
    }

    /// The agency; null when the person is at an employer.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id?, ()).await.transpose()
    }

    /// The establishment of the employer where the person works, where it is known.
    async fn establishment(&self, ctx: &Context<'_>) -> Option<Result<Arc<Establishment>>> {
        self.establishment
            .get(ctx, self.row.establishment_id?, ())
            .await
            .transpose()
    }

    /// The job title.
    async fn title(&self) -> Option<&str> {
        self.row.title.as_deref()
    }

    /// The first day there; null when it is not known.
    async fn from_on(&self) -> Option<Date> {
        self.row.from_on.map(Date)
    }

    /// The last day there; null while no end is known.
    async fn to_on(&self) -> Option<Date> {
        self.row.to_on.map(Date)
    }

    /// Whether the person is there today (UTC): has begun, or it is not known when, and has not ended.
    async fn is_current(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        Ok(Span::today(Cx::of(ctx)?).meets(&self.row))
    }

    /// Whether this is the person to ask first there; of an ended affiliation, whether it was.
    async fn is_primary(&self) -> bool {
        self.row.is_primary
    }

    /// When it was added.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it was last changed.
    async fn updated_at(&self) -> Instant {
        Instant(self.row.updated_at)
    }

    /// Counts its changes: hand it back with an update, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// When it was put into the trash.
    async fn trashed_at(&self) -> Option<Instant> {
        self.row.trashed_at.map(Instant)
    }

    /// What you may do with it.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        Ok(RecordPermissions::of(
            cx,
            Action::ContactUpdate,
            Action::ContactUpdate,
            None,
        ))
    }
}
