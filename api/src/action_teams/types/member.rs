//! A person in an action team.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entities::action_team_member;
use futures_util::future::BoxFuture;

use crate::{
    accounts::{loaders::UserOf, types::User},
    app::Cx,
    contacts::{loaders::ContactOf, types::Contact},
    error::Result,
    prefetch::{self, Fill, Related, Selection},
};

/// A person in an action team.
#[derive(Clone)]
pub struct ActionTeamMember {
    row: action_team_member::Model,
    contact: Related<ContactOf>,
    user: Related<UserOf>,
}

impl ActionTeamMember {
    /// The person of a row.
    pub fn new(row: action_team_member::Model) -> Self {
        Self {
            row,
            contact: Related::default(),
            user: Related::default(),
        }
    }
}

impl Fill for ActionTeamMember {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            let contact = |node: &Self| node.row.contact_id;
            prefetch::one(cx, nodes, selection, "contact", contact, |node| &mut node.contact).await?;
            let user = |node: &Self| node.row.user_id;
            prefetch::one(cx, nodes, selection, "user", user, |node| &mut node.user).await
        })
    }
}

/// Somebody in an action team: a contact, or a person of an agency.
#[Object]
impl ActionTeamMember {
    /// The contact, when it is one.
    async fn contact(&self, ctx: &Context<'_>) -> Option<Result<Arc<Contact>>> {
        self.contact.get(ctx, self.row.contact_id?, ()).await.transpose()
    }

    /// The person of an agency, when it is one.
    async fn user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.user.get(ctx, self.row.user_id?, ()).await.transpose()
    }

    /// Whether the person leads the team.
    async fn is_lead(&self) -> bool {
        self.row.is_lead
    }
}
