//! API tokens.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::api_token;
use futures_util::future::BoxFuture;

use super::{Grant, User};
use crate::{
    accounts::{loaders::UserOf, reads},
    app::Cx,
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    scalars::Instant,
};

/// An API token.
#[derive(Clone)]
pub struct ApiToken {
    row: api_token::Model,
    user: Related<UserOf>,
}

impl ApiToken {
    /// The API token of a row.
    pub fn new(row: api_token::Model) -> Self {
        Self {
            row,
            user: Related::default(),
        }
    }
}

impl Fill for ApiToken {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            prefetch::one(
                cx,
                nodes.as_mut_slice(),
                selection,
                "user",
                |node| Some(node.row.user_id),
                |node| &mut node.user,
            )
            .await
        })
    }
}

/// A key for programs, sent as `Authorization: Bearer …`. It acts as its person and allows what it lists, no more.
#[Object]
impl ApiToken {
    /// The id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// What it is for.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// The last four characters of its secret, to tell tokens apart.
    async fn hint(&self) -> &str {
        &self.row.token_hint
    }

    /// What it allows, as far as its person's role does.
    async fn grants(&self) -> Vec<Grant> {
        reads::grants(&self.row.grants)
            .into_iter()
            .map(Into::into)
            .collect()
    }

    /// The person it acts as; null when you may not see people.
    async fn user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.user.get(ctx, self.row.user_id, ()).await.transpose()
    }

    /// When it was made.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it stops working.
    async fn expires_at(&self) -> Instant {
        Instant(self.row.expires_at)
    }

    /// When it was last used, within five minutes; null when it never was.
    async fn last_used_at(&self) -> Option<Instant> {
        self.row.last_used_at.map(Instant)
    }

    /// When it was revoked; null when it was not.
    async fn revoked_at(&self) -> Option<Instant> {
        self.row.revoked_at.map(Instant)
    }
}
