//! Completers as GraphQL shows them.

mod payloads;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use chrono::NaiveDate;
use entities::{completer, ids::CompleterId};
use futures_util::future::BoxFuture;

use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    cohorts::{loaders::CohortOf, types::Cohort},
    credentials::{loaders::CredentialOf, types::Credential},
    error::Result,
    hires::{
        loaders::{AfterExitOf, HiresOfCompleter},
        types::{EmploymentAfterExit, Hire},
    },
    paging::{Connection, PageArgs},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    programs::{loaders::ProgramOf, types::Program},
    referrals::{loaders::ReferralsOfCompleter, types::Referral},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

pub use payloads::{
    CompleterRecordPayload, CompleterRestorePayload, CompleterTrashPayload, CompleterUpdatePayload,
    CompletersRecordPayload,
};

/// A completer.
#[derive(Clone)]
pub struct Completer {
    row: completer::Model,
    agency: Related<AgencyOf>,
    program: Related<ProgramOf>,
    cohort: Related<CohortOf>,
    credential: Related<CredentialOf>,
    referrals: Related<ReferralsOfCompleter>,
    hires: Related<HiresOfCompleter>,
    after_exit: Related<AfterExitOf>,
}

impl Completer {
    /// The completer of a row.
    pub fn new(row: completer::Model) -> Self {
        Self {
            row,
            agency: Related::default(),
            program: Related::default(),
            cohort: Related::default(),
            credential: Related::default(),
            referrals: Related::default(),
            hires: Related::default(),
            after_exit: Related::default(),
        }
    }

    /// Who exited, and when.
    fn exit(&self) -> Option<(CompleterId, NaiveDate)> {
        Some((self.row.id, self.row.exited_on?))
    }

    /// Whether the asker may read the name: where names are kept, people of the agency.
    fn shows_name(&self, cx: &Cx) -> bool {
        let user = cx.actor.user();
        cx.app.config.completers.keeps_names && user.is_some_and(|user| user.agency_id == self.row.agency_id)
    }
}

impl Fill for Completer {
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
            prefetch::one(
                cx,
                nodes,
                selection,
                "program",
                |node| Some(node.row.program_id),
                |node| &mut node.program,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "cohort",
                |node| node.row.cohort_id,
                |node| &mut node.cohort,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "credential",
                |node| node.row.credential_id,
                |node| &mut node.credential,
            )
            .await?;
            prefetch::page(
                cx,
                nodes,
                selection,
                "referrals",
                |node| node.row.id,
                |node| &mut node.referrals,
            )
            .await?;
            prefetch::page(
                cx,
                nodes,
                selection,
                "hires",
                |node| node.row.id,
                |node| &mut node.hires,
            )
            .await?;
            prefetch::one(cx, nodes, selection, "employmentAfterExit", Self::exit, |node| {
                &mut node.after_exit
            })
            .await
        })
    }
}

/// Somebody who completed a program, as the agency that served them knows them. Only people of that agency see it.
#[Object]
impl Completer {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The agency that served them.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// How the agency refers to them in its own records.
    async fn reference(&self) -> &str {
        &self.row.reference
    }

    /// The name; null where the deployment keeps no names of completers, and for everybody but people of the agency.
    async fn name(&self, ctx: &Context<'_>) -> Result<Option<&str>, async_graphql::Error> {
        let is_shown = self.shows_name(Cx::of(ctx)?);
        Ok(self.row.name.as_deref().filter(|_| is_shown))
    }

    /// The program.
    async fn program(&self, ctx: &Context<'_>) -> Option<Result<Arc<Program>>> {
        self.program.get(ctx, self.row.program_id, ()).await.transpose()
    }

    /// The cohort in which they took it.
    async fn cohort(&self, ctx: &Context<'_>) -> Option<Result<Arc<Cohort>>> {
        self.cohort.get(ctx, self.row.cohort_id?, ()).await.transpose()
    }

    /// The day they completed it.
    async fn completed_on(&self) -> Date {
        Date(self.row.completed_on)
    }

    /// The program year of the completion, 1 July to 30 June, by the year in which it begins.
    async fn program_year(&self) -> i32 {
        self.row.program_year
    }

    /// The credential earned.
    async fn credential(&self, ctx: &Context<'_>) -> Option<Result<Arc<Credential>>> {
        self.credential
            .get(ctx, self.row.credential_id?, ())
            .await
            .transpose()
    }

    /// The day it was earned.
    async fn credential_on(&self) -> Option<Date> {
        self.row.credential_on.map(Date)
    }

    /// The last day of service; quarters after exit are counted from it.
    async fn exited_on(&self) -> Option<Date> {
        self.row.exited_on.map(Date)
    }

    /// Left out of the federal measures by one of their exclusions. Which one is not kept.
    async fn is_excluded(&self) -> bool {
        self.row.is_excluded
    }

    /// A note.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }

    /// The live referrals to employers, the latest first.
    async fn referrals(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Referral>>>> {
        let page = PageArgs::forward(first, after);
        self.referrals.get(ctx, self.row.id, page).await.transpose()
    }

    /// The live hires, the latest first.
    async fn hires(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Hire>>>> {
        let page = PageArgs::forward(first, after);
        self.hires.get(ctx, self.row.id, page).await.transpose()
    }

    /// Who employed them in the second and fourth quarter after exit; null while no exit is on record.
    async fn employment_after_exit(&self, ctx: &Context<'_>) -> Option<Result<Arc<EmploymentAfterExit>>> {
        self.after_exit.get(ctx, self.exit()?, ()).await.transpose()
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
        let cx = Cx::of(ctx)?;
        let (record, agency) = (Action::CompleterRecord, Some(self.row.agency_id));
        let permissions = RecordPermissions::of(cx, record, record, agency);
        Ok(permissions.hiding("name", !self.shows_name(cx)))
    }
}
