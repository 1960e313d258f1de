//! A responsibility.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::responsibility;
use futures_util::future::BoxFuture;

use super::ResponsibilityAssignment;
use crate::{
    app::Cx,
    error::Result,
    partnerships::{loaders::PartnershipOf, types::Partnership},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    responsibilities::loaders::AssignmentsOf,
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

/// A responsibility.
#[derive(Clone)]
pub struct Responsibility {
    row: responsibility::Model,
    partnership: Related<PartnershipOf>,
    assignments: Related<AssignmentsOf>,
}

impl Responsibility {
    /// The responsibility of a row.
    pub fn new(row: responsibility::Model) -> Self {
        Self {
            row,
            partnership: Related::default(),
            assignments: Related::default(),
        }
    }

    /// The row.
    pub fn row(&self) -> &responsibility::Model {
        &self.row
    }
}

impl Fill for Responsibility {
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
            prefetch::relation(
                cx,
                nodes,
                selection,
                "assignments",
                |arguments| Some(arguments.get::<Date>("activeOn").map(|day| day.0)),
                |node| Some(node.row.id),
                |node| &mut node.assignments,
            )
            .await
        })
    }
}

/// Something that somebody in a partnership has to see to.
#[Object]
impl Responsibility {
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

    /// What is to be seen to, in a line.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// More about it (Markdown).
    async fn description(&self) -> Option<&str> {
        self.row.description.as_deref()
    }

    /// Its place in the matrix, from small to large.
    async fn position(&self) -> i32 {
        self.row.position
    }

    /// The day from which nobody has to see to it; null while somebody has.
    async fn retired_on(&self) -> Option<Date> {
        self.row.retired_on.map(Date)
    }

    /// Who takes which part in it, leads first, then in the order they were assigned: on that day, or ever.
    async fn assignments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those who take part on this day; all there ever were when absent.")]
        active_on: Option<Date>,
    ) -> Result<Arc<Vec<ResponsibilityAssignment>>, async_graphql::Error> {
        let day = active_on.map(|day| day.0);
        let assignments = self.assignments.get(ctx, self.row.id, day).await?;
        Ok(assignments.unwrap_or_default())
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
        let action = Action::CharterUpdate;
        Ok(RecordPermissions::of(Cx::of(ctx)?, action, action, None))
    }
}
