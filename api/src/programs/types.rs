//! Programs as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entities::{program, subject_type::SubjectType};
use futures_util::future::BoxFuture;

use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    audit::FieldChange,
    contributions::{loaders::ProgramContributionsOf, types::Contribution},
    error::{Result, UserError},
    paging::{Connection, PageArgs},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    recommendations::{
        loaders::{RecommendationArgs, RecommendationsOfProgram},
        types::{Recommendation, RecommendationDisposition},
    },
    scalars::Instant,
    shared::{
        external_references::Subject,
        loaders::ExternalReferencesOf,
        types::{ExternalReference, RecordPermissions},
    },
};

/// A program.
#[derive(Clone)]
pub struct Program {
    row: program::Model,
    agency: Related<AgencyOf>,
    external_references: Related<ExternalReferencesOf>,
    contributions: Related<ProgramContributionsOf>,
    recommendations: Related<RecommendationsOfProgram>,
}

impl Program {
    /// The program of a row.
    pub fn new(row: program::Model) -> Self {
        Self {
            row,
            agency: Related::default(),
            external_references: Related::default(),
            contributions: Related::default(),
            recommendations: Related::default(),
        }
    }

    fn subject(&self) -> Subject {
        (SubjectType::Program, self.row.id.uuid())
    }
}

impl Fill for Program {
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
                "agency",
                |node| Some(node.row.agency_id),
                |node| &mut node.agency,
            )
            .await?;
            prefetch::all(
                cx,
                nodes,
                selection,
                "externalReferences",
                Self::subject,
                |node| &mut node.external_references,
            )
            .await?;
            prefetch::page(
                cx,
                nodes,
                selection,
                "contributions",
                |node| node.row.id,
                |node| &mut node.contributions,
            )
            .await?;
            prefetch::relation(
                cx,
                nodes,
                selection,
                "recommendations",
                |arguments| Some(RecommendationArgs::ahead(arguments)),
                |node| Some(node.row.id),
                |node| &mut node.recommendations,
            )
            .await
        })
    }
}

/// A course of study that an agency offers, such as a school's academy or a college's certificate.
#[Object]
impl Program {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The agency that offers it.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// The name.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The school or campus where it is taught.
    async fn school(&self) -> Option<&str> {
        self.row.school.as_deref()
    }

    /// The county, by name.
    async fn county(&self) -> Option<&str> {
        self.row.county.as_deref()
    }

    /// The industry sector in the agency's own words.
    async fn sector_label(&self) -> Option<&str> {
        self.row.sector_label.as_deref()
    }

    /// Its names in other systems, by system.
    async fn external_references(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<ExternalReference>>, async_graphql::Error> {
        Ok(self
            .external_references
            .get(ctx, self.subject(), ())
            .await?
            .unwrap_or_default())
    }

    /// What it was given, the latest first.
    async fn contributions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Contribution>>>> {
        let page = PageArgs::forward(first, after);
        self.contributions.get(ctx, self.row.id, page).await.transpose()
    }

    /// What was advised about it, the latest first, and what became of it.
    async fn recommendations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Those that stand at one of these; all when absent.")] disposition: Option<
            Vec<RecommendationDisposition>,
        >,
    ) -> Option<Result<Arc<Connection<Recommendation>>>> {
        let args = RecommendationArgs::new(PageArgs::forward(first, after), disposition);
        self.recommendations.get(ctx, self.row.id, args).await.transpose()
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
        let cx = Cx::of(ctx)?;
        let (update, agency) = (Action::ProgramUpdate, Some(self.row.agency_id));
        Ok(RecordPermissions::of(cx, update, update, agency))
    }
}

/// What became of adding a program.
#[derive(SimpleObject)]
pub struct ProgramCreatePayload {
    /// The new program; null when nothing was added.
    pub program: Option<Program>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a program.
#[derive(SimpleObject)]
pub struct ProgramUpdatePayload {
    /// The program as stored now; after a `CONFLICT` as somebody else left it.
    pub program: Option<Program>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of putting a program into the trash.
#[derive(SimpleObject)]
pub struct ProgramTrashPayload {
    /// The program as stored now.
    pub program: Option<Program>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking a program out of the trash.
#[derive(SimpleObject)]
pub struct ProgramRestorePayload {
    /// The program as stored now.
    pub program: Option<Program>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
