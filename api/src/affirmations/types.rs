//! Affirmations as GraphQL shows them.

mod count;
mod fill;
mod payloads;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use entities::affirmation;

use super::{
    loaders::{RejectedOf, StandingOf},
    ops::state::Facts,
};
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    codes::types::Occupation,
    competencies::{
        loaders::EditionOf,
        types::{Competency, CompetencyEdition},
    },
    contacts::{loaders::ContactOf, types::Contact},
    credentials::{loaders::CredentialOf, types::Credential},
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    meetings::{loaders::MeetingOf, types::Meeting},
    policy::Action,
    prefetch::Related,
    programs::{loaders::ProgramOf, types::Program},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

pub use count::AffirmationCount;
pub use payloads::{
    AffirmationRecordPayload, AffirmationRestorePayload, AffirmationTrashPayload, AffirmationUpdatePayload,
};

/// What a credential or a list of competencies is worth to an employer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::affirmation::AffirmationAnswer")]
pub enum AffirmationAnswer {
    /// Nobody is hired for the occupation without it.
    Required,
    /// Who has it comes first.
    Preferred,
    /// It makes no difference.
    NotValued,
}

/// How an affirmation stands. It is computed: nobody sets it. Of several the first that fits in this order: superseded, expired,
/// stale, current.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "crate::affirmations::ops::state::State")]
pub enum AffirmationState {
    /// It counts.
    Current,
    /// A newer edition of the list was published since: ask again.
    Stale,
    /// Its last day has passed: ask again.
    Expired,
    /// There is a later one of the same employer, occupation and credential or edition, which counts instead.
    Superseded,
}

/// An affirmation.
#[derive(Clone)]
pub struct Affirmation {
    row: affirmation::Model,
    occupation: Occupation,
    employer: Related<EmployerOf>,
    contact: Related<ContactOf>,
    credential: Related<CredentialOf>,
    competency_edition: Related<EditionOf>,
    rejected: Related<RejectedOf>,
    standing: Related<StandingOf>,
    meeting: Related<MeetingOf>,
    program: Related<ProgramOf>,
    agency: Related<AgencyOf>,
}

impl Affirmation {
    /// The affirmation of a row.
    pub fn new(row: affirmation::Model) -> Self {
        Self {
            occupation: Occupation::new(row.soc_code.clone()),
            row,
            employer: Related::default(),
            contact: Related::default(),
            credential: Related::default(),
            competency_edition: Related::default(),
            rejected: Related::default(),
            standing: Related::default(),
            meeting: Related::default(),
            program: Related::default(),
            agency: Related::default(),
        }
    }
}

/// What a person said for an employer, on a day: that a credential or an edition of a list of competencies is required, preferred
/// or not valued for an occupation.
#[Object]
impl Affirmation {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The employer.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer.get(ctx, self.row.employer_id, ()).await.transpose()
    }

    /// The person who said so, who worked for the employer on the day.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.contact.get(ctx, self.row.contact_id, ()).await.transpose()
    }

    /// The occupation it is said for.
    async fn occupation(&self) -> &Occupation {
        &self.occupation
    }

    /// The credential; null when it is about competencies.
    async fn credential(&self, ctx: &Context<'_>) -> Option<Result<Arc<Credential>>> {
        let credential = self.row.credential_id?;
        self.credential.get(ctx, credential, ()).await.transpose()
    }

    /// The edition of a list of competencies; null when it is about a credential.
    async fn competency_edition(&self, ctx: &Context<'_>) -> Option<Result<Arc<CompetencyEdition>>> {
        let edition = self.row.competency_edition_id?;
        self.competency_edition.get(ctx, edition, ()).await.transpose()
    }

    /// The competencies of the edition that were not affirmed with the rest, in their order; empty for a credential.
    async fn rejected_competencies(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<Competency>>, async_graphql::Error> {
        let rejected = self.rejected.get(ctx, self.row.id, ()).await?;
        Ok(rejected.unwrap_or_default())
    }

    /// What it is worth to the employer.
    async fn answer(&self) -> AffirmationAnswer {
        self.row.answer.into()
    }

    /// The day it was said.
    async fn affirmed_on(&self) -> Date {
        Date(self.row.affirmed_on)
    }

    /// The last day it counts.
    async fn expires_on(&self) -> Date {
        Date(self.row.expires_on)
    }

    /// How it stands today (UTC); null in the trash, where it counts for nothing.
    async fn state(&self, ctx: &Context<'_>) -> Result<Option<AffirmationState>, async_graphql::Error> {
        let today = Cx::of(ctx)?.app.clock.today();
        let standing = self.standing.get(ctx, self.row.id, ()).await?;
        let facts = Facts {
            is_trashed: self.row.trashed_at.is_some(),
            is_superseded: standing.as_ref().is_some_and(|standing| standing.is_superseded),
            expires_on: self.row.expires_on,
            newer_edition_on: standing.and_then(|standing| standing.newer_edition_on),
        };
        Ok(facts.state(today).map(Into::into))
    }

    /// The meeting at which it was said.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Arc<Meeting>>> {
        self.meeting.get(ctx, self.row.meeting_id?, ()).await.transpose()
    }

    /// The program it was asked for.
    async fn program(&self, ctx: &Context<'_>) -> Option<Result<Arc<Program>>> {
        self.program.get(ctx, self.row.program_id?, ()).await.transpose()
    }

    /// The agency that recorded it.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// Note.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// Where it is written, such as a letter or the minutes.
    async fn source(&self) -> Option<&str> {
        self.row.source.as_deref()
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
        let (record, agency) = (Action::AffirmationRecord, Some(self.row.agency_id));
        Ok(RecordPermissions::of(Cx::of(ctx)?, record, record, agency))
    }
}
