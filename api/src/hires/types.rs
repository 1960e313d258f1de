//! Hires as GraphQL shows them.

mod after_exit;
mod employment;
mod payloads;
mod values;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::hire;
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    codes::types::Occupation,
    completers::{loaders::CompleterOf, types::Completer},
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    establishments::{loaders::EstablishmentOf, types::Establishment},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    programs::{loaders::ProgramOf, types::Program},
    referrals::{loaders::ReferralOf, types::Referral},
    scalars::{Amount, Date, Decimal, Instant},
    shared::types::RecordPermissions,
};

pub use after_exit::{EmploymentAfterExit, QuarterAfterExit};
pub use employment::Employment;
pub use payloads::{
    EmploymentRecordPayload, EmploymentRemovePayload, EmploymentUpdatePayload, HireRecordPayload,
    HireRestorePayload, HireTrashPayload, HireUpdatePayload,
};
pub use values::{EmploymentEvidence, ExitQuarter, HireSource};

/// A hire.
#[derive(Clone)]
pub struct Hire {
    row: hire::Model,
    completer: Related<CompleterOf>,
    program: Related<ProgramOf>,
    employer: Related<EmployerOf>,
    establishment: Related<EstablishmentOf>,
    referral: Related<ReferralOf>,
    occupation: Occupation,
}

impl Hire {
    /// The hire of a row.
    pub fn new(row: hire::Model) -> Self {
        Self {
            occupation: Occupation::new(row.soc_code.clone()),
            row,
            completer: Related::default(),
            program: Related::default(),
            employer: Related::default(),
            establishment: Related::default(),
            referral: Related::default(),
        }
    }
}

impl Fill for Hire {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let completer = |node: &Self| Some(node.row.completer_id);
            prefetch::one(cx, nodes, selection, "completer", completer, |node| {
                &mut node.completer
            })
            .await?;
            let program = |node: &Self| Some(node.row.program_id);
            prefetch::one(cx, nodes, selection, "program", program, |node| &mut node.program).await?;
            let employer = |node: &Self| Some(node.row.employer_id);
            prefetch::one(cx, nodes, selection, "employer", employer, |node| {
                &mut node.employer
            })
            .await?;
            let establishment = |node: &Self| node.row.establishment_id;
            prefetch::one(cx, nodes, selection, "establishment", establishment, |node| {
                &mut node.establishment
            })
            .await?;
            let referral = |node: &Self| node.row.referral_id;
            prefetch::one(cx, nodes, selection, "referral", referral, |node| {
                &mut node.referral
            })
            .await?;
            let occupations = nodes.iter_mut().map(|node| &mut node.occupation).collect();
            Occupation::fill(cx, occupations, &selection.field("occupation")).await
        })
    }
}

/// An employer hired a completer. Only people of the agency that served the completer see it.
#[Object]
impl Hire {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Who was hired.
    async fn completer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Completer>>> {
        self.completer
            .get(ctx, self.row.completer_id, ())
            .await
            .transpose()
    }

    /// The program that the completer completed.
    async fn program(&self, ctx: &Context<'_>) -> Option<Result<Arc<Program>>> {
        self.program.get(ctx, self.row.program_id, ()).await.transpose()
    }

    /// The program year of the completion, by the year in which it begins.
    async fn program_year(&self) -> i32 {
        self.row.program_year
    }

    /// Who hired.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer.get(ctx, self.row.employer_id, ()).await.transpose()
    }

    /// At which site.
    async fn establishment(&self, ctx: &Context<'_>) -> Option<Result<Arc<Establishment>>> {
        self.establishment
            .get(ctx, self.row.establishment_id?, ())
            .await
            .transpose()
    }

    /// The occupation.
    async fn occupation(&self) -> &Occupation {
        &self.occupation
    }

    /// The first day of work.
    async fn started_on(&self) -> Date {
        Date(self.row.started_on)
    }

    /// The last day of work; null while it goes on or when nobody knows.
    async fn ended_on(&self) -> Option<Date> {
        self.row.ended_on.map(Date)
    }

    /// What an hour is paid.
    async fn hourly_wage(&self) -> Option<Amount> {
        self.row.hourly_wage_cents.map(Into::into)
    }

    /// Hours a week.
    async fn hours_per_week(&self) -> Option<Decimal> {
        self.row.hours_per_week_hundredths.map(Decimal)
    }

    /// Whether it is in the occupation trained for; null when nobody judged.
    async fn is_in_field(&self) -> Option<bool> {
        self.row.is_in_field
    }

    /// The referral that led to it.
    async fn referral(&self, ctx: &Context<'_>) -> Option<Result<Arc<Referral>>> {
        self.referral
            .get(ctx, self.row.referral_id?, ())
            .await
            .transpose()
    }

    /// Who told of it.
    async fn source(&self) -> HireSource {
        self.row.source.into()
    }

    /// A note.
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

    /// When it was put into the trash.
    async fn trashed_at(&self) -> Option<Instant> {
        self.row.trashed_at.map(Instant)
    }

    /// What you may do with it.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let (record, agency) = (Action::HireRecord, Some(self.row.agency_id));
        Ok(RecordPermissions::of(Cx::of(ctx)?, record, record, agency))
    }
}
