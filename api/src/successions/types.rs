//! Successions as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entities::employer_succession;
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    audit::FieldChange,
    employers::{loaders::EmployerOf, types::Employer},
    error::{Result, UserError},
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
};

/// A succession.
#[derive(Clone)]
pub struct Succession {
    row: employer_succession::Model,
    predecessor: Related<EmployerOf>,
    successor: Related<EmployerOf>,
}

impl Succession {
    /// The succession of a row.
    pub fn new(row: employer_succession::Model) -> Self {
        Self {
            row,
            predecessor: Related::default(),
            successor: Related::default(),
        }
    }
}

impl Fill for Succession {
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
                "predecessor",
                |node| Some(node.row.predecessor_id),
                |node| &mut node.predecessor,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "successor",
                |node| Some(node.row.successor_id),
                |node| &mut node.successor,
            )
            .await
        })
    }
}

/// One employer follows another: a sale, a merger of firms, a new FEIN.
#[Object]
impl Succession {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The employer before.
    async fn predecessor(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        let employer = self.predecessor.get(ctx, self.row.predecessor_id, ());
        employer.await.transpose()
    }

    /// The employer after.
    async fn successor(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        let employer = self.successor.get(ctx, self.row.successor_id, ());
        employer.await.transpose()
    }

    /// The day the successor took over.
    async fn succeeded_on(&self) -> Date {
        Date(self.row.succeeded_on)
    }

    /// What happened.
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
}

/// What became of recording a succession.
#[derive(SimpleObject)]
pub struct SuccessionRecordPayload {
    /// The new succession; null when nothing was recorded.
    pub succession: Option<Succession>,
    /// What to mend; empty when it was recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a succession.
#[derive(SimpleObject)]
pub struct SuccessionUpdatePayload {
    /// The succession as stored now; after a `CONFLICT` as somebody else left it.
    pub succession: Option<Succession>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of removing a succession.
#[derive(SimpleObject)]
pub struct SuccessionRemovePayload {
    /// The succession as it was before it was removed; after a `CONFLICT` as somebody else left it.
    pub succession: Option<Succession>,
    /// What to mend; empty when it was removed.
    pub user_errors: Vec<UserError>,
}
