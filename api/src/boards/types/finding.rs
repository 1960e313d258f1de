//! What a composition report finds.

use std::sync::Arc;

use async_graphql::{Context, Enum, Object};
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    boards::ops::report::{Finding, FindingKind},
    error::Result,
    meetings::{loaders::MeetingOf, types::Meeting},
    memberships::{loaders::MembershipOf, types::Membership},
    prefetch::{self, Fill, Related, Selection},
    scalars::Date,
};

/// What is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "FindingKind")]
pub enum CompositionFindingKind {
    /// Business does not outnumber the others: among the members, or among those at a meeting. As many are not enough.
    NoIndustryMajority,
    /// Too few of the members came to a meeting.
    NoQuorum,
    /// Too few meetings were held in the twelve months. Not found of a board that is younger.
    TooFewMeetings,
    /// The minutes of a meeting were filed late, or are overdue.
    MinutesLate,
    /// The term of a member is over, and it still is a member.
    TermLapsed,
    /// The term of a member is over within 90 days.
    TermLapsing,
}

/// Something that is broken.
#[derive(Clone)]
pub struct CompositionFinding {
    finding: Finding,
    meeting: Related<MeetingOf>,
    membership: Related<MembershipOf>,
}

impl CompositionFinding {
    /// The finding of a report.
    pub fn new(finding: Finding) -> Self {
        Self {
            finding,
            meeting: Related::default(),
            membership: Related::default(),
        }
    }
}

impl Fill for CompositionFinding {
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
                "meeting",
                |node| node.finding.meeting,
                |node| &mut node.meeting,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "membership",
                |node| node.finding.membership,
                |node| &mut node.membership,
            )
            .await
        })
    }
}

/// Something that is broken, with its numbers.
#[Object]
impl CompositionFinding {
    /// What is broken.
    async fn kind(&self) -> CompositionFindingKind {
        self.finding.kind.into()
    }

    /// At which meeting; null when it is the board or a member.
    async fn meeting(&self, ctx: &Context<'_>) -> Option<Result<Arc<Meeting>>> {
        self.meeting.get(ctx, self.finding.meeting?, ()).await.transpose()
    }

    /// With which member; null when it is the board or a meeting.
    async fn membership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Membership>>> {
        self.membership
            .get(ctx, self.finding.membership?, ())
            .await
            .transpose()
    }

    /// How many there are: from business, members who came, meetings, or days until the minutes were filed.
    async fn actual(&self) -> Option<i32> {
        self.finding.actual
    }

    /// How many there have to be at least; of days, how many there may be.
    async fn required(&self) -> Option<i32> {
        self.finding.required
    }

    /// The day the minutes were due, or the last day of the term.
    async fn on(&self) -> Option<Date> {
        self.finding.on.map(Date)
    }
}
