//! Openings and forecasts as GraphQL shows them.

mod fill;
mod payloads;
mod requirement;
mod totals;
mod values;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::opening;

use super::loaders::RequirementsOf;
use crate::{
    accounts::{loaders::UserOf, types::User},
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    codes::{
        loaders::{SocOf, key::CodeKey},
        types::Code,
    },
    employers::{loaders::EmployerOf, types::Employer},
    engagements::types::EngagementVisibility,
    error::Result,
    establishments::{loaders::EstablishmentOf, types::Establishment},
    policy::Action,
    prefetch::Related,
    scalars::{Amount, Date, Instant},
    shared::types::RecordPermissions,
};

pub use payloads::{OpeningRecordPayload, OpeningRestorePayload, OpeningTrashPayload, OpeningUpdatePayload};
pub use requirement::OpeningRequirement;
pub use totals::{OpeningCount, OpeningGroupBy, OpeningHiddenReason, OpeningTotals};
pub use values::{MinimumEducation, OpeningDemand, OpeningKind, RequirementStrength};

/// An opening or a forecast.
#[derive(Clone)]
pub struct Opening {
    row: opening::Model,
    agency: Related<AgencyOf>,
    author: Related<UserOf>,
    employer: Related<EmployerOf>,
    establishment: Related<EstablishmentOf>,
    occupation: Related<SocOf>,
    requirements: Related<RequirementsOf>,
}

impl Opening {
    /// The opening of a row.
    pub fn new(row: opening::Model) -> Self {
        Self {
            row,
            agency: Related::default(),
            author: Related::default(),
            employer: Related::default(),
            establishment: Related::default(),
            occupation: Related::default(),
            requirements: Related::default(),
        }
    }

    fn soc_key(&self) -> CodeKey {
        CodeKey::new(&self.row.soc_code)
    }
}

/// Positions of one occupation that an employer has to fill, or expects to have to fill.
#[Object]
impl Opening {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Whether somebody is sought or only expected to be.
    async fn kind(&self) -> OpeningKind {
        self.row.kind.into()
    }

    /// Whose it is.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer.get(ctx, self.row.employer_id, ()).await.transpose()
    }

    /// At which site of the employer.
    async fn establishment(&self, ctx: &Context<'_>) -> Option<Result<Arc<Establishment>>> {
        let id = self.row.establishment_id?;
        self.establishment.get(ctx, id, ()).await.transpose()
    }

    /// The occupation: a detailed SOC 2018 code such as `29-1141`.
    async fn soc_code(&self) -> &str {
        &self.row.soc_code
    }

    /// The occupation as the current SOC list names it; null where the list is not loaded or does not have it.
    async fn occupation(&self, ctx: &Context<'_>) -> Option<Result<Arc<Code>>> {
        self.occupation.get(ctx, self.soc_key(), ()).await.transpose()
    }

    /// The employer's own title of the job.
    async fn title(&self) -> Option<&str> {
        self.row.title.as_deref()
    }

    /// How many positions.
    async fn positions(&self) -> i32 {
        self.row.positions
    }

    /// How many of them are filled.
    async fn filled(&self) -> i32 {
        self.row.filled
    }

    /// Why they are to be filled.
    async fn demand(&self) -> OpeningDemand {
        self.row.demand.into()
    }

    /// The first day; of a forecast the first day of its horizon.
    async fn opens_on(&self) -> Date {
        Date(self.row.opens_on)
    }

    /// The last day; of a forecast the last day of its horizon. Null while it stays open.
    async fn closes_on(&self) -> Option<Date> {
        self.row.closes_on.map(Date)
    }

    /// The lowest wage an hour.
    async fn wage_low(&self) -> Option<Amount> {
        self.row.wage_low_cents.map(Into::into)
    }

    /// The highest wage an hour.
    async fn wage_high(&self) -> Option<Amount> {
        self.row.wage_high_cents.map(Into::into)
    }

    /// The least education asked for; null when nobody said.
    async fn minimum_education(&self) -> Option<MinimumEducation> {
        self.row.minimum_education.map(Into::into)
    }

    /// What the employer requires of those who fill it, in its order.
    async fn requirements(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<OpeningRequirement>>, async_graphql::Error> {
        let requirements = self.requirements.get(ctx, self.row.id, ()).await?;
        Ok(requirements.unwrap_or_default())
    }

    /// Where it is from, such as a conversation or a job posting.
    async fn source(&self) -> &str {
        &self.row.source
    }

    /// The day its source said so.
    async fn as_of(&self) -> Date {
        Date(self.row.as_of)
    }

    /// A note.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// Who may read it.
    async fn visibility(&self) -> EngagementVisibility {
        self.row.visibility.into()
    }

    /// The agency whose record it is.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// Who wrote it; null when Guildhall did.
    async fn author(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.author.get(ctx, self.row.user_id?, ()).await.transpose()
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
        let record = Action::OpeningRecord;
        let agency = Some(self.row.agency_id);
        Ok(RecordPermissions::of(Cx::of(ctx)?, record, record, agency))
    }
}
