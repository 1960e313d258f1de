//! Programs as GraphQL shows them.

mod checklist;
mod fill;
mod payloads;
mod values;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::{program, subject_type::SubjectType};

use super::loaders::{ChecklistOf, OccupationsOf};
use crate::{
    affirmations::{
        loaders::{AffirmationArgs, AffirmationsOfProgram},
        types::{Affirmation, AffirmationState},
    },
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    codes::{
        loaders::{CipOf, key::CodeKey},
        types::{Code, Occupation},
    },
    cohorts::{loaders::CohortsOf, types::Cohort},
    contributions::{loaders::ProgramContributionsOf, types::Contribution},
    credentials::{loaders::ProgramCredentialsOf, types::Credential},
    demand::{loaders::DemandGapOf, types::DemandGap},
    error::Result,
    evidence::{loaders::ProgramEvidenceFilesOf, types::EvidenceFile},
    paging::{Connection, PageArgs},
    partnerships::{loaders::PartnershipOf, types::Partnership},
    policy::Action,
    prefetch::Related,
    recommendations::{
        loaders::{RecommendationArgs, RecommendationsOfProgram},
        types::{Recommendation, RecommendationDisposition},
    },
    scalars::{Date, Instant},
    shared::{
        external_references::Subject,
        loaders::ExternalReferencesOf,
        types::{ExternalReference, RecordPermissions},
    },
};

pub use checklist::{CareerPathwayCheck, ChecklistAnswer, ChecklistPart};
pub use payloads::{
    ProgramChecklistAnswerPayload, ProgramCreatePayload, ProgramRestorePayload, ProgramTrashPayload,
    ProgramUpdatePayload,
};
pub use values::{ProgramApproval, ProgramDelivery};

/// A program.
#[derive(Clone)]
pub struct Program {
    row: program::Model,
    agency: Related<AgencyOf>,
    external_references: Related<ExternalReferencesOf>,
    contributions: Related<ProgramContributionsOf>,
    recommendations: Related<RecommendationsOfProgram>,
    advisory_board: Related<PartnershipOf>,
    cip: Related<CipOf>,
    occupations: Related<OccupationsOf>,
    checklist: Related<ChecklistOf>,
    cohorts: Related<CohortsOf>,
    demand_gap: Related<DemandGapOf>,
    credentials: Related<ProgramCredentialsOf>,
    affirmations: Related<AffirmationsOfProgram>,
    evidence_files: Related<ProgramEvidenceFilesOf>,
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
            advisory_board: Related::default(),
            cip: Related::default(),
            occupations: Related::default(),
            checklist: Related::default(),
            cohorts: Related::default(),
            demand_gap: Related::default(),
            credentials: Related::default(),
            affirmations: Related::default(),
            evidence_files: Related::default(),
        }
    }

    fn cip_key(&self) -> Option<CodeKey> {
        self.row.cip_code.as_deref().map(CodeKey::new)
    }

    fn subject(&self) -> Subject {
        (SubjectType::Program, self.row.id.uuid())
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

    /// The field of study: a CIP 2020 code.
    async fn cip_code(&self) -> Option<&str> {
        self.row.cip_code.as_deref()
    }

    /// The field of study as the current CIP list names it; null where there is none, or where the list is not loaded or does
    /// not have it.
    async fn cip(&self, ctx: &Context<'_>) -> Option<Result<Arc<Code>>> {
        self.cip.get(ctx, self.cip_key()?, ()).await.transpose()
    }

    /// The occupations it leads to, in the order of their codes.
    async fn occupations(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Occupation>>, async_graphql::Error> {
        let occupations = self.occupations.get(ctx, self.row.id, ()).await?;
        Ok(occupations.unwrap_or_default())
    }

    /// The credentials it awards or prepares for, by name.
    async fn credentials(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Credential>>, async_graphql::Error> {
        let credentials = self.credentials.get(ctx, self.row.id, ()).await?;
        Ok(credentials.unwrap_or_default())
    }

    /// How it is taught.
    async fn delivery(&self) -> Option<ProgramDelivery> {
        self.row.delivery.map(Into::into)
    }

    /// What it is, for those who look for one (Markdown).
    async fn description(&self) -> Option<&str> {
        self.row.description.as_deref()
    }

    /// What students can do at the end: the single set of learning objectives of an integrated program (Markdown).
    async fn objectives(&self) -> Option<&str> {
        self.row.objectives.as_deref()
    }

    /// The number of the state's approval.
    async fn approval_number(&self) -> Option<&str> {
        self.row.approval_number.as_deref()
    }

    /// The day of the state's approval.
    async fn approved_on(&self) -> Option<Date> {
        self.row.approved_on.map(Date)
    }

    /// The last day the approval counts; null when it has no end.
    async fn approval_expires_on(&self) -> Option<Date> {
        self.row.approval_expires_on.map(Date)
    }

    /// How it stands with the state.
    async fn approval(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On this day; today (UTC) when absent.")] as_of: Option<Date>,
    ) -> Result<ProgramApproval, async_graphql::Error> {
        let today = Cx::of(ctx)?.app.clock.today();
        Ok(ProgramApproval::of(&self.row, as_of.map_or(today, |day| day.0)))
    }

    /// The board that advises it.
    async fn advisory_board(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        let board = self.row.advisory_board_id?;
        self.advisory_board.get(ctx, board, ()).await.transpose()
    }

    /// Its cohorts, the latest first.
    async fn cohorts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Cohort>>>> {
        let page = PageArgs::forward(first, after);
        self.cohorts.get(ctx, self.row.id, page).await.transpose()
    }

    /// Whether it is a career pathway: the seven parts of the law's definition, answered or not.
    async fn career_pathway_checklist(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<CareerPathwayCheck>>, async_graphql::Error> {
        let checklist = self.checklist.get(ctx, self.row.id, ()).await?;
        Ok(checklist.unwrap_or_default())
    }

    /// Whether the region has room for more who complete it: projected openings less graduates and planned students.
    async fn demand_gap(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "By the figures about this year; the latest with openings when absent.")]
        year: Option<i32>,
    ) -> Option<Result<Arc<DemandGap>>> {
        self.demand_gap.get(ctx, self.row.id, year).await.transpose()
    }

    /// The evidence files that were kept of it, the latest first.
    async fn evidence_files(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<EvidenceFile>>>> {
        let page = PageArgs::forward(first, after);
        self.evidence_files.get(ctx, self.row.id, page).await.transpose()
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

    /// What employers affirmed for it, the latest first.
    async fn affirmations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Those that stand so today (UTC); all when absent.")] state: Option<
            Vec<AffirmationState>,
        >,
    ) -> Option<Result<Arc<Connection<Affirmation>>>> {
        let args = AffirmationArgs::new(PageArgs::forward(first, after), state);
        self.affirmations.get(ctx, self.row.id, args).await.transpose()
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
