//! A quick win.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::quick_win;
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    error::Result,
    partnerships::{loaders::PartnershipOf, types::Partnership},
    prefetch::{self, Fill, Related, Selection},
    priorities::{loaders::PriorityOf, types::Priority},
    scalars::{Date, Instant},
};

/// A quick win.
#[derive(Clone)]
pub struct QuickWin {
    row: quick_win::Model,
    partnership: Related<PartnershipOf>,
    priority: Related<PriorityOf>,
}

impl QuickWin {
    /// The quick win of a row.
    pub fn new(row: quick_win::Model) -> Self {
        Self {
            row,
            partnership: Related::default(),
            priority: Related::default(),
        }
    }
}

impl Fill for QuickWin {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let partnership = |node: &Self| Some(node.row.partnership_id);
            prefetch::one(cx, nodes, selection, "partnership", partnership, |node| {
                &mut node.partnership
            })
            .await?;
            let priority = |node: &Self| node.row.priority_id;
            prefetch::one(cx, nodes, selection, "priority", priority, |node| {
                &mut node.priority
            })
            .await
        })
    }
}

/// Something a partnership reached early.
#[Object]
impl QuickWin {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The partnership.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        self.partnership
            .get(ctx, self.row.partnership_id, ())
            .await
            .transpose()
    }

    /// The priority it belongs to.
    async fn priority(&self, ctx: &Context<'_>) -> Option<Result<Arc<Priority>>> {
        self.priority
            .get(ctx, self.row.priority_id?, ())
            .await
            .transpose()
    }

    /// What was reached, in a line.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// More about it (Markdown).
    async fn description(&self) -> Option<&str> {
        self.row.description.as_deref()
    }

    /// The day it was reached.
    async fn achieved_on(&self) -> Date {
        Date(self.row.achieved_on)
    }

    /// When it was added.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// Counts its changes: hand it back with an update, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// When it was put into the trash.
    async fn trashed_at(&self) -> Option<Instant> {
        self.row.trashed_at.map(Instant)
    }
}
