//! An entry about the progress of a goal.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::goal_progress;
use futures_util::future::BoxFuture;

use crate::{
    accounts::{loaders::UserOf, types::User},
    app::Cx,
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
};

/// How far a goal had come on a day.
#[derive(Clone)]
pub struct GoalProgress {
    row: goal_progress::Model,
    user: Related<UserOf>,
}

impl GoalProgress {
    /// The entry of a row.
    pub fn new(row: goal_progress::Model) -> Self {
        Self {
            row,
            user: Related::default(),
        }
    }
}

impl Fill for GoalProgress {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let key = |node: &Self| node.row.user_id;
            prefetch::one(cx, &mut nodes, selection, "user", key, |node| &mut node.user).await
        })
    }
}

/// How far a goal had come on a day.
#[Object]
impl GoalProgress {
    /// The id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The day it stood so.
    async fn noted_on(&self) -> Date {
        Date(self.row.noted_on)
    }

    /// How it stood (Markdown).
    async fn text(&self) -> &str {
        &self.row.text
    }

    /// How much of it was reached, 0 to 100; null when nobody could say.
    async fn percent(&self) -> Option<i32> {
        self.row.percent
    }

    /// Who noted it; null when Guildhall did.
    async fn user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.user.get(ctx, self.row.user_id?, ()).await.transpose()
    }

    /// When it was noted.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }
}
