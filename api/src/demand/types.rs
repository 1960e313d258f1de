//! The demand for programs as GraphQL shows it.

mod gap;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entities::demand_figure;
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    audit::FieldChange,
    error::{Result, UserError},
    prefetch::{self, Fill, Related, Selection},
    programs::{loaders::ProgramOf, types::Program},
    scalars::Instant,
};

pub use gap::DemandGap;

/// What a figure about demand counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::demand_figure::DemandKind")]
pub enum DemandKind {
    /// Openings that are projected in the region.
    ProjectedOpenings,
    /// Graduates of the region's programs, this one included.
    RegionalGraduates,
    /// Students that are planned for.
    PlannedStudents,
}

/// A figure about the demand for a program.
#[derive(Clone)]
pub struct DemandFigure {
    row: demand_figure::Model,
    program: Related<ProgramOf>,
}

impl DemandFigure {
    /// The figure of a row.
    pub fn new(row: demand_figure::Model) -> Self {
        Self {
            row,
            program: Related::default(),
        }
    }
}

impl Fill for DemandFigure {
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

/// A figure about the demand for a program, with where it is from.
#[Object]
impl DemandFigure {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The program.
    async fn program(&self, ctx: &Context<'_>) -> Option<Result<Arc<Program>>> {
        self.program.get(ctx, self.row.program_id, ()).await.transpose()
    }

    /// What it counts.
    async fn kind(&self) -> DemandKind {
        self.row.kind.into()
    }

    /// How many.
    async fn value(&self) -> i32 {
        self.row.value
    }

    /// Whose they are, such as a region's openings or another college's graduates.
    async fn label(&self) -> &str {
        &self.row.label
    }

    /// Where the figure is from.
    async fn source(&self) -> &str {
        &self.row.source
    }

    /// As of when its source published it.
    async fn vintage(&self) -> &str {
        &self.row.vintage
    }

    /// The year it is about; null when it counts in every year.
    async fn year(&self) -> Option<i32> {
        self.row.year
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

/// What became of a new figure.
#[derive(SimpleObject)]
pub struct DemandFigureRecordPayload {
    /// The new figure; null when nothing was written.
    pub demand_figure: Option<DemandFigure>,
    /// What to mend; empty when it was written.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a figure.
#[derive(SimpleObject)]
pub struct DemandFigureUpdatePayload {
    /// The figure as stored now; after a `CONFLICT` as somebody else left it.
    pub demand_figure: Option<DemandFigure>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a figure into the trash.
#[derive(SimpleObject)]
pub struct DemandFigureTrashPayload {
    /// The figure as stored now.
    pub demand_figure: Option<DemandFigure>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a figure out of the trash.
#[derive(SimpleObject)]
pub struct DemandFigureRestorePayload {
    /// The figure as stored now.
    pub demand_figure: Option<DemandFigure>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
