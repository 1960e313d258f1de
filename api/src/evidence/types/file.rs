//! A frozen copy of an evidence file.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use chrono::NaiveDate;
use entities::{evidence_file, ids::ProgramId};
use futures_util::future::BoxFuture;

use super::ProgramEvidence;
use crate::{
    accounts::{loaders::UserOf, types::User},
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    error::Result,
    evidence::{
        loaders::HashOf,
        ops::contents::{Contents, hash},
    },
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    programs::{loaders::ProgramOf, types::Program},
    scalars::{Date, Instant},
};

/// A frozen copy.
#[derive(Clone)]
pub struct EvidenceFile {
    row: evidence_file::Model,
    program: Related<ProgramOf>,
    agency: Related<AgencyOf>,
    frozen_by: Related<UserOf>,
    anew: Related<HashOf>,
}

impl EvidenceFile {
    /// The copy of a row.
    pub fn new(row: evidence_file::Model) -> Self {
        Self {
            row,
            program: Related::default(),
            agency: Related::default(),
            frozen_by: Related::default(),
            anew: Related::default(),
        }
    }

    fn key(&self) -> (ProgramId, NaiveDate) {
        (self.row.program_id, self.row.as_of)
    }
}

impl Fill for EvidenceFile {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let program = |node: &Self| Some(node.row.program_id);
            prefetch::one(cx, nodes, selection, "program", program, |node| &mut node.program).await?;
            let agency = |node: &Self| Some(node.row.agency_id);
            prefetch::one(cx, nodes, selection, "agency", agency, |node| &mut node.agency).await?;
            let user = |node: &Self| node.row.user_id;
            prefetch::one(cx, nodes, selection, "frozenBy", user, |node| &mut node.frozen_by).await?;
            let key = |node: &Self| Some(node.key());
            prefetch::one(cx, nodes, selection, "matchesRecords", key, |node| &mut node.anew).await
        })
    }
}

/// The evidence file of a program, kept as it stood. It is never changed, and stays.
#[Object]
impl EvidenceFile {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The program as it is now.
    async fn program(&self, ctx: &Context<'_>) -> Option<Result<Arc<Program>>> {
        self.program.get(ctx, self.row.program_id, ()).await.transpose()
    }

    /// The agency that offered it.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// The day it is about.
    async fn as_of(&self) -> Date {
        Date(self.row.as_of)
    }

    /// When it was kept.
    async fn frozen_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// Who kept it; null when Guildhall did.
    async fn frozen_by(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.frozen_by.get(ctx, self.row.user_id?, ()).await.transpose()
    }

    /// What it was kept for.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// What it holds, as it stood; null when the stored text cannot be read, and for whoever may not keep files of the program: what
    /// the network saw that day may be restricted or hidden by now.
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Option<ProgramEvidence>, async_graphql::Error> {
        let is_keeper = Cx::of(ctx)?.may_for(Action::EvidenceFreeze, self.row.agency_id);
        if is_keeper.is_err() {
            return Ok(None);
        }
        let contents = Contents::read(&self.row.document);
        Ok(contents.map(|contents| ProgramEvidence::new(contents, self.row.document.clone())))
    }

    /// SHA-256 of the UTF-8 bytes of its `document`, in lower-case hexadecimal, as it was computed when the copy was kept.
    async fn hash(&self) -> &str {
        &self.row.hash
    }

    /// Whether the stored document still has that hash: false when somebody tampered with it.
    async fn is_intact(&self) -> bool {
        hash(&self.row.document) == self.row.hash
    }

    /// Whether the records still say the same about its day: a file that is built anew as of that day has the same hash. Null when
    /// the program can no longer be read.
    async fn matches_records(&self, ctx: &Context<'_>) -> Option<Result<bool>> {
        let anew = self.anew.get(ctx, self.key(), ()).await;
        let same = anew.map(|anew| anew.map(|anew| *anew == self.row.hash));
        same.transpose()
    }
}
