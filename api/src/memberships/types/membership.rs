//! A membership.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use chrono::TimeDelta;
use entities::{agency, employer, membership, partnership};
use futures_util::future::BoxFuture;

use super::{MembershipStanding, Representative};
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    employers::{loaders::EmployerOf, types::Employer},
    error::Result,
    memberships::loaders::RepresentativesOf,
    partnerships::{loaders::PartnershipOf, types::Partnership},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    roles::{loaders::CommitmentsOfMembership, types::RoleCommitment},
    scalars::{Date, Instant},
    shared::{periods::Period, types::RecordPermissions},
};

/// A term ends soon when no more than so many days are left.
const SOON: TimeDelta = TimeDelta::days(90);

/// A membership.
#[derive(Clone)]
pub struct Membership {
    row: membership::Model,
    partnership: Related<PartnershipOf>,
    employer: Related<EmployerOf>,
    agency: Related<AgencyOf>,
    representatives: Related<RepresentativesOf>,
    commitments: Related<CommitmentsOfMembership>,
}

impl Membership {
    /// The membership of a row.
    pub fn new(row: membership::Model) -> Self {
        Self {
            row,
            partnership: Related::default(),
            employer: Related::default(),
            agency: Related::default(),
            representatives: Related::default(),
            commitments: Related::default(),
        }
    }

    /// The membership of a row whose partnership was read along with it.
    pub fn with_partnership(row: membership::Model, partnership: partnership::Model) -> Self {
        Self {
            partnership: Related::filled((), Some(Partnership::new(partnership))),
            ..Self::new(row)
        }
    }

    /// The same, its party read along too: none where the actor may not see it.
    #[must_use]
    pub fn with_party(self, employer: Option<employer::Model>, agency: Option<agency::Model>) -> Self {
        Self {
            employer: Related::filled((), employer.map(Employer::new)),
            agency: Related::filled((), agency.map(Agency::new)),
            ..self
        }
    }

    fn period(&self) -> Period {
        Period {
            from: self.row.joined_on,
            to: self.row.left_on,
        }
    }
}

impl Fill for Membership {
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
                "employer",
                |node| node.row.employer_id,
                |node| &mut node.employer,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "agency",
                |node| node.row.agency_id,
                |node| &mut node.agency,
            )
            .await?;
            prefetch::relation(
                cx,
                nodes,
                selection,
                "representatives",
                |arguments| Some(arguments.get::<Date>("activeOn").map(|day| day.0)),
                |node| Some(node.row.id),
                |node| &mut node.representatives,
            )
            .await?;
            prefetch::all(
                cx,
                nodes,
                selection,
                "commitments",
                |node| node.row.id,
                |node| &mut node.commitments,
            )
            .await
        })
    }
}

/// An employer's or an agency's place in a partnership.
#[Object]
impl Membership {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The partnership.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        self.partnership
            .get(ctx, self.row.partnership_id, ())
            .await
            .transpose()
    }

    /// The member, when it is an employer.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer
            .get(ctx, self.row.employer_id?, ())
            .await
            .transpose()
    }

    /// The member, when it is an agency.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id?, ()).await.transpose()
    }

    /// What the member stands for.
    async fn standing(&self) -> MembershipStanding {
        self.row.standing.into()
    }

    /// The name of the seat it holds, such as "industry" or "chair".
    async fn seat(&self) -> Option<&str> {
        self.row.seat.as_deref()
    }

    /// The first day of its term; null when there is no term.
    async fn term_from_on(&self) -> Option<Date> {
        self.row.term_from_on.map(Date)
    }

    /// The last day of its term; null when there is no term.
    async fn term_to_on(&self) -> Option<Date> {
        self.row.term_to_on.map(Date)
    }

    /// The first day it is a member; null when it is not known.
    async fn joined_on(&self) -> Option<Date> {
        self.row.joined_on.map(Date)
    }

    /// The last day it is a member; null while no end is known.
    async fn left_on(&self) -> Option<Date> {
        self.row.left_on.map(Date)
    }

    /// Whether it is a member today (UTC).
    async fn is_current(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        Ok(self.period().holds_on(Cx::of(ctx)?.app.clock.today()))
    }

    /// Whether the last day of its term has passed (UTC).
    async fn is_term_over(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        let today = Cx::of(ctx)?.app.clock.today();
        Ok(self.row.term_to_on.is_some_and(|last| last < today))
    }

    /// Whether its term ends within the next 90 days (UTC), while it is a member.
    async fn is_term_ending_soon(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        let today = Cx::of(ctx)?.app.clock.today();
        let is_soon = |last| today <= last && last <= today + SOON;
        Ok(self.period().holds_on(today) && self.row.term_to_on.is_some_and(is_soon))
    }

    /// The people who speak for it, the primary one first: on that day, or ever.
    async fn representatives(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those who speak for it on this day; all there ever were when absent.")]
        active_on: Option<Date>,
    ) -> Result<Arc<Vec<Representative>>, async_graphql::Error> {
        let day = active_on.map(|day| day.0);
        let people = self.representatives.get(ctx, self.row.id, day).await?;
        Ok(people.unwrap_or_default())
    }

    /// The roles it committed to, in their order.
    async fn commitments(&self, ctx: &Context<'_>) -> Option<Result<Arc<Vec<RoleCommitment>>>> {
        self.commitments.get(ctx, self.row.id, ()).await.transpose()
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
            Action::PartnershipUpdate,
            None,
        ))
    }
}
