//! An employer that stands behind an edge.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entities::{employer, pathway_validation};
use futures_util::future::BoxFuture;

use super::PathwayValidationState;
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    contacts::{loaders::ContactOf, types::Contact},
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    pathways::ops::Standing,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
};

/// An employer that stands behind an edge.
#[derive(Clone)]
pub struct PathwayValidation {
    row: pathway_validation::Model,
    standing: Standing,
    employer: Related<EmployerOf>,
    contact: Related<ContactOf>,
    agency: Related<AgencyOf>,
}

impl PathwayValidation {
    /// The validation of a row; without an employer where the actor may not see employers.
    pub fn new(
        row: pathway_validation::Model,
        standing: Standing,
        employer: Option<employer::Model>,
    ) -> Self {
        Self {
            row,
            standing,
            employer: Related::filled((), employer.map(Employer::new)),
            contact: Related::default(),
            agency: Related::default(),
        }
    }

    /// How it stands.
    pub fn standing(&self) -> Standing {
        self.standing
    }
}

impl Fill for PathwayValidation {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let employer = |node: &Self| Some(node.row.employer_id);
            prefetch::one(cx, nodes, selection, "employer", employer, |node| {
                &mut node.employer
            })
            .await?;
            let contact = |node: &Self| node.row.contact_id;
            prefetch::one(cx, nodes, selection, "contact", contact, |node| &mut node.contact).await?;
            let agency = |node: &Self| Some(node.row.agency_id);
            prefetch::one(cx, nodes, selection, "agency", agency, |node| &mut node.agency).await
        })
    }
}

/// What an employer said of an edge of a pathway map: that it stands behind it.
#[Object]
impl PathwayValidation {
    /// The employer; null to those who may not see employers.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer.get(ctx, self.row.employer_id, ()).await.transpose()
    }

    /// Who said so there.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.contact.get(ctx, self.row.contact_id?, ()).await.transpose()
    }

    /// The agency that recorded it.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// The day it was said.
    async fn validated_on(&self) -> Date {
        Date(self.row.validated_on)
    }

    /// The last day it counts.
    async fn expires_on(&self) -> Date {
        Date(self.row.expires_on)
    }

    /// How it stands today (UTC).
    async fn state(&self) -> PathwayValidationState {
        self.standing.into()
    }

    /// The day (UTC) it was taken back; null while it stands.
    async fn withdrawn_on(&self) -> Option<Date> {
        self.row.withdrawn_on.map(Date)
    }

    /// What else was said (Markdown).
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> Instant {
        Instant(self.row.recorded_at)
    }
}
