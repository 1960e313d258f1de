//! Series of meetings as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};
use entities::meeting_series;
use futures_util::future::BoxFuture;

use super::loaders::SeriesMeetingsOf;
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    clock::zones::{self, Zone},
    error::{Error, Result, UserError},
    meetings::types::{Meeting, MeetingKind},
    paging::{Connection, PageArgs},
    partnerships::{loaders::PartnershipOf, types::Partnership},
    prefetch::{self, Fill, Related, Selection},
    scalars::{Instant, LocalDateTime, ZoneName},
};

/// A series of meetings.
#[derive(Clone)]
pub struct MeetingSeries {
    row: meeting_series::Model,
    partnership: Related<PartnershipOf>,
    agency: Related<AgencyOf>,
    meetings: Related<SeriesMeetingsOf>,
}

impl MeetingSeries {
    /// The series of a row.
    pub fn new(row: meeting_series::Model) -> Self {
        Self {
            row,
            partnership: Related::default(),
            agency: Related::default(),
            meetings: Related::default(),
        }
    }
}

impl Fill for MeetingSeries {
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
                "partnership",
                |node| Some(node.row.partnership_id),
                |node| &mut node.partnership,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "agency",
                |node| Some(node.row.agency_id),
                |node| &mut node.agency,
            )
            .await?;
            prefetch::page(
                cx,
                nodes,
                selection,
                "meetings",
                |node| node.row.id,
                |node| &mut node.meetings,
            )
            .await
        })
    }
}

/// A series of meetings that a rule makes. What stands here is how they are made; each meeting may have been changed since.
#[Object]
impl MeetingSeries {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Whose meetings they are.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        self.partnership
            .get(ctx, self.row.partnership_id, ())
            .await
            .transpose()
    }

    /// What kind of meetings they are.
    async fn kind(&self) -> MeetingKind {
        self.row.kind.into()
    }

    /// What they are called.
    async fn title(&self) -> &str {
        &self.row.title
    }

    /// The recurrence rule of RFC 5545 over times on the clock, such as `FREQ=MONTHLY;BYDAY=2WE`.
    async fn rule(&self) -> &str {
        &self.row.rule
    }

    /// The time on the clock from which the rule counts.
    async fn local_start(&self) -> Result<LocalDateTime, async_graphql::Error> {
        let broken = || Error::internal("a civil time that is none");
        let local = zones::parse_local(&self.row.local_start).ok_or_else(broken)?;
        Ok(LocalDateTime(local))
    }

    /// The zone of the place.
    async fn time_zone(&self) -> Result<ZoneName, async_graphql::Error> {
        let unknown = || Error::internal("a zone that this program does not know");
        let zone = Zone::named(&self.row.time_zone).ok_or_else(unknown)?;
        Ok(ZoneName(zone))
    }

    /// How long each lasts, in minutes.
    async fn length_minutes(&self) -> i32 {
        self.row.length_minutes
    }

    /// The agency that organizes them.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// Its live meetings made so far, the earliest start first.
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Option<Result<Arc<Connection<Meeting>>>> {
        let args = PageArgs::forward(first, after);
        self.meetings.get(ctx, self.row.id, args).await.transpose()
    }

    /// When it was ended; null while it goes on.
    async fn ended_at(&self) -> Option<Instant> {
        self.row.ended_at.map(Instant)
    }

    /// When it was started.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// Counts its changes: hand it back with a change, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }
}

/// What became of starting a series of meetings.
#[derive(SimpleObject)]
pub struct MeetingSeriesStartPayload {
    /// The new series; null when none was started.
    pub meeting_series: Option<MeetingSeries>,
    /// The meetings made, in their order.
    pub meetings: Vec<Meeting>,
    /// What to mend; empty when it was started.
    pub user_errors: Vec<UserError>,
}

/// What became of making more meetings of a series.
#[derive(SimpleObject)]
pub struct MeetingSeriesExtendPayload {
    /// The series as stored now; after a `CONFLICT` as somebody else left it.
    pub meeting_series: Option<MeetingSeries>,
    /// The meetings made, in their order; empty when enough lie ahead or the rule ends.
    pub meetings: Vec<Meeting>,
    /// What to mend; empty when nothing was wrong.
    pub user_errors: Vec<UserError>,
}

/// What became of ending a series of meetings.
#[derive(SimpleObject)]
pub struct MeetingSeriesEndPayload {
    /// The series as stored now; after a `CONFLICT` as somebody else left it.
    pub meeting_series: Option<MeetingSeries>,
    /// The meetings that were cancelled, in their order.
    pub meetings: Vec<Meeting>,
    /// What to mend; empty when it was ended.
    pub user_errors: Vec<UserError>,
}
