//! A party of an agreement.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::agreement_party;
use futures_util::future::BoxFuture;

use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    scalars::Date,
};

/// A party of an agreement.
#[derive(Clone)]
pub struct AgreementParty {
    row: agreement_party::Model,
    employer: Related<EmployerOf>,
    agency: Related<AgencyOf>,
}

impl AgreementParty {
    /// The party of a row.
    pub fn new(row: agreement_party::Model) -> Self {
        Self {
            row,
            employer: Related::default(),
            agency: Related::default(),
        }
    }
}

impl Fill for AgreementParty {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let employer = |node: &Self| node.row.employer_id;
            prefetch::one(cx, nodes, selection, "employer", employer, |node| {
                &mut node.employer
            })
            .await?;
            let agency = |node: &Self| node.row.agency_id;
            prefetch::one(cx, nodes, selection, "agency", agency, |node| &mut node.agency).await
        })
    }
}

/// A party of an agreement, and its signature.
#[Object]
impl AgreementParty {
    /// The id; another one when the parties are replaced.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The party, when it is an employer.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer
            .get(ctx, self.row.employer_id?, ())
            .await
            .transpose()
    }

    /// The party, when it is an agency.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id?, ()).await.transpose()
    }

    /// The day it signed; null while it has not.
    async fn signed_on(&self) -> Option<Date> {
        self.row.signed_on.map(Date)
    }

    /// Who signed for it, as it stands on the paper.
    async fn signed_by(&self) -> Option<&str> {
        self.row.signed_by.as_deref()
    }
}
