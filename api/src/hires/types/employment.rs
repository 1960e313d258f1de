//! Employment after exit as GraphQL shows it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::employment;
use futures_util::future::BoxFuture;

use super::{EmploymentEvidence, ExitQuarter};
use crate::{
    app::Cx,
    completers::{loaders::CompleterOf, types::Completer},
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    identifiers::{loaders::IdentifierOf, types::EmployerIdentifier},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

/// Employment after exit.
#[derive(Clone)]
pub struct Employment {
    row: employment::Model,
    completer: Related<CompleterOf>,
    employer: Related<EmployerOf>,
    identifier: Related<IdentifierOf>,
}

impl Employment {
    /// The employment of a row.
    pub fn new(row: employment::Model) -> Self {
        Self {
            row,
            completer: Related::default(),
            employer: Related::default(),
            identifier: Related::default(),
        }
    }
}

impl Fill for Employment {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let completer = |node: &Self| Some(node.row.completer_id);
            prefetch::one(cx, nodes, selection, "completer", completer, |node| {
                &mut node.completer
            })
            .await?;
            let employer = |node: &Self| node.row.employer_id;
            prefetch::one(cx, nodes, selection, "employer", employer, |node| {
                &mut node.employer
            })
            .await?;
            let identifier = |node: &Self| node.row.identifier_id;
            prefetch::one(cx, nodes, selection, "identifier", identifier, |node| {
                &mut node.identifier
            })
            .await
        })
    }
}

/// Who employed a completer in a quarter after exit, or that somebody looked and found nobody. Only people of the agency that served
/// the completer see it.
#[Object]
impl Employment {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Who was employed.
    async fn completer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Completer>>> {
        self.completer
            .get(ctx, self.row.completer_id, ())
            .await
            .transpose()
    }

    /// Which quarter after exit.
    async fn quarter(&self) -> ExitQuarter {
        self.row.quarter.into()
    }

    /// Who employed; null when nobody was found.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer
            .get(ctx, self.row.employer_id?, ())
            .await
            .transpose()
    }

    /// Whether somebody looked and found nobody.
    async fn is_none_found(&self) -> bool {
        self.row.employer_id.is_none()
    }

    /// The number of the employer that was matched; null when none was named or you may not read it.
    async fn identifier(&self, ctx: &Context<'_>) -> Option<Result<Arc<EmployerIdentifier>>> {
        self.identifier
            .get(ctx, self.row.identifier_id?, ())
            .await
            .transpose()
    }

    /// Whether no program paid for the work; false when nobody was found.
    async fn is_unsubsidized(&self) -> bool {
        self.row.is_unsubsidized
    }

    /// How it is known.
    async fn evidence(&self) -> EmploymentEvidence {
        self.row.evidence.into()
    }

    /// The day somebody looked.
    async fn found_on(&self) -> Date {
        Date(self.row.found_on)
    }

    /// A note.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// When it was recorded.
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

    /// What you may do with it; it is removed, not put into the trash.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let (record, agency) = (Action::HireRecord, Some(self.row.agency_id));
        Ok(RecordPermissions::of(Cx::of(ctx)?, record, record, agency))
    }
}
