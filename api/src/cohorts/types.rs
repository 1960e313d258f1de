//! Cohorts as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entities::cohort;
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    audit::FieldChange,
    error::{Result, UserError},
    prefetch::{self, Fill, Related, Selection},
    programs::{loaders::ProgramOf, types::Program},
    scalars::{Date, Instant},
};

/// A cohort of a program.
#[derive(Clone)]
pub struct Cohort {
    row: cohort::Model,
    program: Related<ProgramOf>,
}

impl Cohort {
    /// The cohort of a row.
    pub fn new(row: cohort::Model) -> Self {
        Self {
            row,
            program: Related::default(),
        }
    }
}

impl Fill for Cohort {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let key = |node: &Self| Some(node.row.program_id);
            prefetch::one(cx, &mut nodes, selection, "program", key, |node| {
                &mut node.program
            })
            .await
        })
    }
}

/// A group of students who take a program together. Nobody's name is in it.
#[Object]
impl Cohort {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The program.
    async fn program(&self, ctx: &Context<'_>) -> Option<Result<Arc<Program>>> {
        self.program.get(ctx, self.row.program_id, ()).await.transpose()
    }

    /// What it is called, such as `Spring 2027`.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The first day.
    async fn starts_on(&self) -> Date {
        Date(self.row.starts_on)
    }

    /// The last day.
    async fn ends_on(&self) -> Option<Date> {
        self.row.ends_on.map(Date)
    }

    /// How many it has room for.
    async fn seats(&self) -> Option<i32> {
        self.row.seats
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
}

/// What became of a new cohort.
#[derive(SimpleObject)]
pub struct CohortCreatePayload {
    /// The new cohort; null when nothing was written.
    pub cohort: Option<Cohort>,
    /// What to mend; empty when it was written.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a cohort.
#[derive(SimpleObject)]
pub struct CohortUpdatePayload {
    /// The cohort as stored now; after a `CONFLICT` as somebody else left it.
    pub cohort: Option<Cohort>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a cohort into the trash.
#[derive(SimpleObject)]
pub struct CohortTrashPayload {
    /// The cohort as stored now.
    pub cohort: Option<Cohort>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a cohort out of the trash.
#[derive(SimpleObject)]
pub struct CohortRestorePayload {
    /// The cohort as stored now.
    pub cohort: Option<Cohort>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
