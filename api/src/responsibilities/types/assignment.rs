//! The part a member takes in a responsibility.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::{membership, responsibility_assignment};
use futures_util::future::BoxFuture;

use super::{Responsibility, ResponsibilityKind};
use crate::{
    app::Cx,
    error::Result,
    memberships::{loaders::MembershipOf, types::Membership},
    prefetch::{self, Fill, Related, Selection},
    responsibilities::loaders::ResponsibilityOf,
    scalars::Date,
    shared::periods::Period,
};

/// The part a member takes in a responsibility.
#[derive(Clone)]
pub struct ResponsibilityAssignment {
    row: responsibility_assignment::Model,
    responsibility: Related<ResponsibilityOf>,
    membership: Related<MembershipOf>,
}

impl ResponsibilityAssignment {
    /// The assignment of a row.
    pub fn new(row: responsibility_assignment::Model) -> Self {
        Self {
            row,
            responsibility: Related::default(),
            membership: Related::default(),
        }
    }

    /// The assignment of a row whose member was read along with it.
    pub fn with_member(row: responsibility_assignment::Model, member: membership::Model) -> Self {
        Self {
            membership: Related::filled((), Some(Membership::new(member))),
            ..Self::new(row)
        }
    }

    /// The row.
    pub fn row(&self) -> &responsibility_assignment::Model {
        &self.row
    }
}

impl Fill for ResponsibilityAssignment {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let responsibility = |node: &Self| Some(node.row.responsibility_id);
            prefetch::one(cx, nodes, selection, "responsibility", responsibility, |node| {
                &mut node.responsibility
            })
            .await?;
            let membership = |node: &Self| Some(node.row.membership_id);
            prefetch::one(cx, nodes, selection, "membership", membership, |node| {
                &mut node.membership
            })
            .await
        })
    }
}

/// The part a member takes in a responsibility.
#[Object]
impl ResponsibilityAssignment {
    /// The id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The responsibility.
    async fn responsibility(&self, ctx: &Context<'_>) -> Option<Result<Arc<Responsibility>>> {
        self.responsibility
            .get(ctx, self.row.responsibility_id, ())
            .await
            .transpose()
    }

    /// The member.
    async fn membership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Membership>>> {
        self.membership
            .get(ctx, self.row.membership_id, ())
            .await
            .transpose()
    }

    /// The part it takes.
    async fn kind(&self) -> ResponsibilityKind {
        self.row.kind.into()
    }

    /// The first day; null when it is not known.
    async fn from_on(&self) -> Option<Date> {
        self.row.from_on.map(Date)
    }

    /// The last day; null while no end is known. Before the first day: it never came to be.
    async fn ended_on(&self) -> Option<Date> {
        self.row.to_on.map(Date)
    }

    /// Whether it holds today (UTC).
    async fn is_current(&self, ctx: &Context<'_>) -> Result<bool, async_graphql::Error> {
        let period = Period {
            from: self.row.from_on,
            to: self.row.to_on,
        };
        Ok(period.holds_on(Cx::of(ctx)?.app.clock.today()))
    }

    /// Counts its changes: hand it back when you end it.
    async fn version(&self) -> i32 {
        self.row.version
    }
}
