//! Lists of competencies as GraphQL shows them.

mod edition;
mod payloads;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entities::competency_list;
use futures_util::future::BoxFuture;

use super::loaders::EditionsOf;
use crate::{
    app::Cx,
    error::Result,
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::Instant,
    shared::types::RecordPermissions,
};

pub use edition::{Competency, CompetencyEdition};
pub use payloads::{
    CompetencyEditionPublishPayload, CompetencyListCreatePayload, CompetencyListRestorePayload,
    CompetencyListTrashPayload, CompetencyListUpdatePayload,
};

/// What a list of competencies is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::competency_list::CompetencyKind")]
pub enum CompetencyKind {
    /// Reading, writing, reckoning: what all other learning stands on.
    Foundational,
    /// What an occupation needs.
    Technical,
    /// What every workplace needs, such as coming on time and working with others.
    Employability,
}

/// A list of competencies.
#[derive(Clone)]
pub struct CompetencyList {
    row: competency_list::Model,
    editions: Related<EditionsOf>,
}

impl CompetencyList {
    /// The list of a row.
    pub fn new(row: competency_list::Model) -> Self {
        Self {
            row,
            editions: Related::default(),
        }
    }
}

impl Fill for CompetencyList {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let id = |node: &Self| node.row.id;
            prefetch::all(cx, &mut nodes, selection, "editions", id, |node| {
                &mut node.editions
            })
            .await
        })
    }
}

/// What people can do, as a list that comes in editions.
#[Object]
impl CompetencyList {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The title.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// What it is about.
    async fn kind(&self) -> CompetencyKind {
        self.row.kind.into()
    }

    /// Whose it is.
    async fn source(&self) -> &str {
        &self.row.source
    }

    /// Its editions, the newest first: the first one is the one to ask about.
    async fn editions(&self, ctx: &Context<'_>) -> Result<Arc<Vec<CompetencyEdition>>, async_graphql::Error> {
        Ok(self.editions.get(ctx, self.row.id, ()).await?.unwrap_or_default())
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

    /// When it was put into the trash.
    async fn trashed_at(&self) -> Option<Instant> {
        self.row.trashed_at.map(Instant)
    }

    /// What you may do with it.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let manage = Action::CredentialManage;
        Ok(RecordPermissions::of(Cx::of(ctx)?, manage, manage, None))
    }
}
