//! A person who speaks for a member.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::representative;
use futures_util::future::BoxFuture;

use super::{Membership, RepresentativeKind};
use crate::{
    app::Cx,
    contacts::{loaders::ContactOf, types::Contact},
    error::Result,
    memberships::loaders::MembershipOf,
    prefetch::{self, Fill, Related, Selection},
    scalars::Date,
    shared::periods::Period,
};

/// A representative.
#[derive(Clone)]
pub struct Representative {
    row: representative::Model,
    contact: Related<ContactOf>,
    membership: Related<MembershipOf>,
}

impl Representative {
    /// The representative of a row.
    pub fn new(row: representative::Model) -> Self {
        Self {
            row,
            contact: Related::default(),
            membership: Related::default(),
        }
    }
}

impl Fill for Representative {
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
                "contact",
                |node| Some(node.row.contact_id),
                |node| &mut node.contact,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "membership",
                |node| Some(node.row.membership_id),
                |node| &mut node.membership,
            )
            .await
        })
    }
}

/// A person who speaks for a member of a partnership, and when.
#[Object]
impl Representative {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Which representative.
    async fn kind(&self) -> RepresentativeKind {
        self.row.kind.into()
    }

    /// The person; null when you may not see people.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.contact.get(ctx, self.row.contact_id, ()).await.transpose()
    }

    /// The membership.
    async fn membership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Membership>>> {
        let membership = self.membership.get(ctx, self.row.membership_id, ());
        membership.await.transpose()
    }

    /// The first day; null when it is not known.
    async fn from_on(&self) -> Option<Date> {
        self.row.from_on.map(Date)
    }

    /// The last day the person speaks for the member; null while no end is known. Before the first day: it never came to be.
    async fn ended_on(&self) -> Option<Date> {
        self.row.to_on.map(Date)
    }

    /// Whether the person speaks for the member today (UTC).
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
