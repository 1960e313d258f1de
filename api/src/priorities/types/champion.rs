//! A champion of a priority.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::priority_champion;
use futures_util::future::BoxFuture;

use super::Priority;
use crate::{
    app::Cx,
    contacts::{loaders::ContactOf, types::Contact},
    error::Result,
    memberships::{loaders::MembershipOf, types::Membership},
    prefetch::{self, Fill, Related, Selection},
    priorities::loaders::PriorityOf,
    scalars::Date,
};

/// A champion.
#[derive(Clone)]
pub struct PriorityChampion {
    row: priority_champion::Model,
    priority: Related<PriorityOf>,
    membership: Related<MembershipOf>,
    contact: Related<ContactOf>,
}

impl PriorityChampion {
    /// The champion of a row.
    pub fn new(row: priority_champion::Model) -> Self {
        Self {
            row,
            priority: Related::default(),
            membership: Related::default(),
            contact: Related::default(),
        }
    }
}

impl Fill for PriorityChampion {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let priority = |node: &Self| Some(node.row.priority_id);
            prefetch::one(cx, nodes, selection, "priority", priority, |node| {
                &mut node.priority
            })
            .await?;
            let membership = |node: &Self| Some(node.row.membership_id);
            prefetch::one(cx, nodes, selection, "membership", membership, |node| {
                &mut node.membership
            })
            .await?;
            let contact = |node: &Self| node.row.contact_id;
            prefetch::one(cx, nodes, selection, "contact", contact, |node| &mut node.contact).await
        })
    }
}

/// A business that carries a priority.
#[Object]
impl PriorityChampion {
    /// The id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The priority.
    async fn priority(&self, ctx: &Context<'_>) -> Option<Result<Arc<Priority>>> {
        self.priority.get(ctx, self.row.priority_id, ()).await.transpose()
    }

    /// The member: an employer.
    async fn membership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Membership>>> {
        self.membership
            .get(ctx, self.row.membership_id, ())
            .await
            .transpose()
    }

    /// The person at the employer.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.contact.get(ctx, self.row.contact_id?, ()).await.transpose()
    }

    /// The first day; null when it is not known.
    async fn from_on(&self) -> Option<Date> {
        self.row.from_on.map(Date)
    }

    /// The last day; null while no end is known.
    async fn ended_on(&self) -> Option<Date> {
        self.row.to_on.map(Date)
    }

    /// Counts its changes: hand it back when you end it.
    async fn version(&self) -> i32 {
        self.row.version
    }
}
