//! Who took part in an engagement.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entities::engagement_participant;
use futures_util::future::BoxFuture;

use crate::{
    accounts::{loaders::UserOf, types::User},
    app::Cx,
    contacts::{loaders::ContactOf, types::Contact},
    error::Result,
    prefetch::{self, Fill, Related, Selection},
};

/// A participant.
#[derive(Clone)]
pub struct EngagementParticipant {
    row: engagement_participant::Model,
    contact: Related<ContactOf>,
    user: Related<UserOf>,
}

impl EngagementParticipant {
    /// The participant of a row.
    pub fn new(row: engagement_participant::Model) -> Self {
        Self {
            row,
            contact: Related::default(),
            user: Related::default(),
        }
    }
}

impl Fill for EngagementParticipant {
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
                |node| node.row.contact_id,
                |node| &mut node.contact,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "user",
                |node| node.row.user_id,
                |node| &mut node.user,
            )
            .await
        })
    }
}

/// Somebody who took part in an engagement: a contact, or a person of an agency.
#[Object]
impl EngagementParticipant {
    /// The contact, when it is one.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.contact.get(ctx, self.row.contact_id?, ()).await.transpose()
    }

    /// The person of an agency, when it is one.
    async fn user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.user.get(ctx, self.row.user_id?, ()).await.transpose()
    }
}
