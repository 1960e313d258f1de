//! A statement of a charter.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::charter_statement;
use futures_util::future::BoxFuture;

use super::StatementKind;
use crate::{
    app::Cx,
    charters::loaders::StatementOf,
    error::Result,
    goals::{loaders::GoalOf, types::Goal},
    partnerships::{loaders::PartnershipOf, types::Partnership},
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
    shared::periods::{self, Period},
};

/// A statement of a charter.
#[derive(Clone)]
pub struct CharterStatement {
    row: charter_statement::Model,
    partnership: Related<PartnershipOf>,
    goal: Related<GoalOf>,
    previous: Related<StatementOf>,
}

impl CharterStatement {
    /// The statement of a row.
    pub fn new(row: charter_statement::Model) -> Self {
        Self {
            row,
            partnership: Related::default(),
            goal: Related::default(),
            previous: Related::default(),
        }
    }

    /// The row.
    pub fn row(&self) -> &charter_statement::Model {
        &self.row
    }
}

impl Fill for CharterStatement {
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
                "partnership",
                |node| Some(node.row.partnership_id),
                |node| &mut node.partnership,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "goal",
                |node| node.row.goal_id,
                |node| &mut node.goal,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "previous",
                |node| node.row.previous_id,
                |node| &mut node.previous,
            )
            .await
        })
    }
}

/// A vision, a mission or a strategy. It is never reworded: another one is adopted.
#[Object]
impl CharterStatement {
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

    /// Which part of the charter it is.
    async fn kind(&self) -> StatementKind {
        self.row.kind.into()
    }

    /// The words (Markdown).
    async fn text(&self) -> &str {
        &self.row.text
    }

    /// The goal that a strategy serves; null for the others, and for a strategy that serves all.
    async fn goal(&self, ctx: &Context<'_>) -> Option<Result<Arc<Goal>>> {
        self.goal.get(ctx, self.row.goal_id?, ()).await.transpose()
    }

    /// The first day it holds.
    async fn adopted_on(&self) -> Date {
        Date(self.row.adopted_on)
    }

    /// The day it was retired, on which it no longer holds; null while it does.
    async fn retired_on(&self) -> Option<Date> {
        self.row.retired_on.map(Date)
    }

    /// Whether it holds today (UTC).
    async fn is_current(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        let period = Period {
            from: Some(self.row.adopted_on),
            to: self.row.retired_on.map(periods::day_before),
        };
        Ok(period.holds_on(Cx::of(ctx)?.app.clock.today()))
    }

    /// The statement that it replaced.
    async fn previous(&self, ctx: &Context<'_>) -> Option<Result<Arc<CharterStatement>>> {
        self.previous
            .get(ctx, self.row.previous_id?, ())
            .await
            .transpose()
    }

    /// When it was added.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// Counts its changes: hand it back when you retire it.
    async fn version(&self) -> i32 {
        self.row.version
    }
}
