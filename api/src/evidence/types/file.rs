//! A frozen copy of an evidence file.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
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

/// How the stored document of a frozen copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum EvidenceFileState {
    /// It is what was kept.
    Intact,
    /// It can be read, and somebody tampered with it: it no longer has its hash.
    Altered,
    /// It is no evidence file that can be read: most likely somebody tampered with it.
    Unreadable,
}

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

    fn has_its_hash(&self) -> bool {
        let text = self.row.document.text();
        text.is_some_and(|text| hash(text) == self.row.hash)
    }

    fn contents(&self) -> Option<Contents> {
        self.row.document.text().and_then(Contents::read)
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

    /// What it holds, as it stood; null when the stored text cannot be read (see `state`), and for whoever may not read copies of
    /// the agency that offered the program (`EVIDENCE_COPY_READ`): what the network saw that day may be restricted or hidden by now.
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Option<ProgramEvidence>, async_graphql::Error> {
        let may_read = Cx::of(ctx)?.may_for(Action::EvidenceCopyRead, self.row.agency_id);
        if may_read.is_err() {
            return Ok(None);
        }
        let document = self.row.document.text().unwrap_or_default();
        let shown = |contents| ProgramEvidence::new(contents, document.to_owned());
        Ok(self.contents().map(shown))
    }

    /// SHA-256 of the UTF-8 bytes of its `document`, in lower-case hexadecimal, as it was computed when the copy was kept.
    async fn hash(&self) -> &str {
        &self.row.hash
    }

    /// Whether the stored document still has that hash: false when somebody tampered with it.
    async fn is_intact(&self) -> bool {
        self.has_its_hash()
    }

    /// How the stored document is. It is told to everybody who may see that there is a copy.
    async fn state(&self) -> EvidenceFileState {
        match (self.contents(), self.has_its_hash()) {
            (None, _) => EvidenceFileState::Unreadable,
            (Some(_), true) => EvidenceFileState::Intact,
            (Some(_), false) => EvidenceFileState::Altered,
        }
    }

    /// Whether the records still say the same about its day: a file that is built anew as of that day has the same hash. Null when
    /// the program can no longer be read.
    async fn matches_records(&self, ctx: &Context<'_>) -> Option<Result<bool>> {
        let anew = self.anew.get(ctx, self.key(), ()).await;
        let same = anew.map(|anew| anew.map(|anew| *anew == self.row.hash));
        same.transpose()
    }
}
