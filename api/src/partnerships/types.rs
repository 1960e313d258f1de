//! Partnerships as GraphQL shows them.

use async_graphql::{Context, Enum, ID, Object};
use entities::partnership;
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    error::Result,
    policy::Action,
    prefetch::{Fill, Selection},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

/// What kind of group a partnership is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::partnership::PartnershipKind")]
pub enum PartnershipKind {
    /// Employers of one industry with the public partners that support them (public-private).
    Sector,
    /// Public bodies among themselves (public-public): agencies are its only members.
    CrossAgency,
    /// Employers and others who advise an education program.
    AdvisoryBoard,
}

/// How far a partnership has come: the steps of Next Generation Sector Partnerships, then rest and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::partnership::PartnershipPhase")]
pub enum PartnershipPhase {
    /// Step 1: a regional support team forms and makes the case.
    SupportTeam,
    /// Step 2: sector and region are chosen from data.
    Scope,
    /// Step 3: champions are found and invited.
    Prepare,
    /// Step 4: the first meeting.
    Launch,
    /// Step 5: champions and action teams work on the priorities.
    Action,
    /// Step 6: it keeps going.
    Sustain,
    /// It sleeps.
    Dormant,
    /// It ended.
    Closed,
}

/// A partnership.
#[derive(Clone)]
pub struct Partnership {
    row: partnership::Model,
}

impl Partnership {
    /// The partnership of a row.
    pub fn new(row: partnership::Model) -> Self {
        Self { row }
    }
}

impl Fill for Partnership {
    fn fill<'a>(_: &'a Cx, _: Vec<&'a mut Self>, _: &'a Selection<'a>) -> BoxFuture<'a, Result<()>> {
        Box::pin(async { Ok(()) })
    }
}

/// A working group of employers and agencies that no single agency owns.
#[Object]
impl Partnership {
    /// The id.
    async fn id(&self) -> ID {
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

    /// The labor-market region, in its own words.
    async fn region(&self) -> Option<&str> {
        self.row.region.as_deref()
    }

    /// What it is for.
    async fn description(&self) -> Option<&str> {
        self.row.description.as_deref()
    }

    /// The day it began; null when it is not known.
    async fn started_on(&self) -> Option<Date> {
        self.row.started_on.map(Date)
    }

    /// The day it ended; null while it lasts.
    async fn ended_on(&self) -> Option<Date> {
        self.row.ended_on.map(Date)
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
