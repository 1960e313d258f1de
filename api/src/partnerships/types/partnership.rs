//! A partnership.

mod charter;
mod fill;
mod work;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use chrono::NaiveDate;
use entities::partnership;

use charter::PartnershipCharter;
use work::PartnershipWork;

use super::{Convener, PartnershipKind, PartnershipPhase};
use crate::{
    app::Cx,
    error::Result,
    memberships::{
        loaders::{MembersOf, MembershipArgs},
        types::{Membership, MembershipStanding},
    },
    paging::{Connection, PageArgs},
    partnerships::loaders::{ConvenersOf, NaicsOf, SectorsOf},
    policy::Action,
    prefetch::Related,
    roles::{loaders::RoleCoverageOf, types::RoleCoverage},
    scalars::{Date, Instant},
    sectors::types::Sector,
    shared::types::RecordPermissions,
};

/// A partnership.
#[derive(Clone)]
pub struct Partnership {
    row: partnership::Model,
    conveners: Related<ConvenersOf>,
    sectors: Related<SectorsOf>,
    naics: Related<NaicsOf>,
    members: Related<MembersOf>,
    role_coverage: Related<RoleCoverageOf>,
    charter: PartnershipCharter,
    work: PartnershipWork,
}

impl Partnership {
    /// The partnership of a row.
    pub fn new(row: partnership::Model) -> Self {
        Self {
            charter: PartnershipCharter::new(row.id),
            work: PartnershipWork::new(row.id),
            row,
            conveners: Related::default(),
            sectors: Related::default(),
            naics: Related::default(),
            members: Related::default(),
            role_coverage: Related::default(),
        }
    }
}

/// The day an argument names.
fn day(date: Option<Date>) -> Option<NaiveDate> {
    date.map(|date| date.0)
}

/// A working group of employers and agencies that no single agency owns.
#[Object]
impl Partnership {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The name people use.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// What kind of group it is.
    async fn kind(&self) -> PartnershipKind {
        self.row.kind.into()
    }

    /// How far it has come.
    async fn phase(&self) -> PartnershipPhase {
        self.row.phase.into()
    }

    /// The day (UTC) since which it is in its phase: the day on which the phase was last changed here. From `DORMANT` to `CLOSED` or
    /// back it stays: of these two it is the day on which it came to rest. Of one that was at rest when it was added here it is the
    /// day on which it ended, or the day on which it was added if that is earlier; null when its end was not told then.
    async fn phase_since(&self) -> Option<Date> {
        self.row.phase_since.map(Date)
    }

    /// The labor-market region, in its own words.
    async fn region(&self) -> Option<&str> {
        self.row.region.as_deref()
    }

    /// What it is for.
    async fn description(&self) -> Option<&str> {
        self.row.description.as_deref()
    }

    /// The first day; null when it is not known.
    async fn started_on(&self) -> Option<Date> {
        self.row.started_on.map(Date)
    }

    /// The last day; null while no end is known.
    async fn ended_on(&self) -> Option<Date> {
        self.row.ended_on.map(Date)
    }

    /// The agencies that convene it, in the order they were added: on that day, or ever.
    async fn conveners(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those who convene it on this day; all there ever were when absent.")]
        active_on: Option<Date>,
    ) -> Result<Arc<Vec<Convener>>, async_graphql::Error> {
        let conveners = self.conveners.get(ctx, self.row.id, day(active_on)).await?;
        Ok(conveners.unwrap_or_default())
    }

    /// The sectors it covers, in the order of the list.
    async fn sectors(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Sector>>, async_graphql::Error> {
        Ok(self.sectors.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }

    /// The industries it covers: NAICS 2022 codes of 2 to 6 digits with all below them, or sectors such as `31-33`.
    async fn naics_prefixes(&self, ctx: &Context<'_>) -> Result<Arc<Vec<String>>, async_graphql::Error> {
        Ok(self.naics.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }

    /// Its live memberships, champions first, then in the order they were added: past ones too unless a day is given.
    async fn members(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "Members on this day; all there ever were when absent.")] active_on: Option<Date>,
        #[graphql(desc = "Of this standing.")] standing: Option<MembershipStanding>,
    ) -> Option<Result<Arc<Connection<Membership>>>> {
        let args = MembershipArgs::new(PageArgs::forward(first, after), active_on, standing);
        self.members.get(ctx, self.row.id, args).await.transpose()
    }

    /// Who plays which role in it: its members on a day × the roles they committed to or gave evidence of, and the roles
    /// nobody plays. Costs 50 points; an error with the code `BAD_USER_INPUT` when it is too large to answer at once.
    async fn role_coverage(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "As of this day: its members on it, what they had committed to and given by then. Today (UTC) when absent,                     and then evidence without a known day counts too."
        )]
        as_of: Option<Date>,
    ) -> Option<Result<Arc<RoleCoverage>>> {
        self.role_coverage
            .get(ctx, self.row.id, day(as_of))
            .await
            .transpose()
    }

    #[graphql(flatten)]
    async fn charter_parts(&self, _ctx: &Context<'_>) -> &PartnershipCharter {
        &self.charter
    }

    #[graphql(flatten)]
    async fn work_parts(&self, _ctx: &Context<'_>) -> &PartnershipWork {
        &self.work
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
        Ok(RecordPermissions::of(
            cx,
            Action::PartnershipUpdate,
            Action::PartnershipTrash,
            None,
        ))
    }
}
