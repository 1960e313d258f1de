//! What follows a completed goal.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entities::ids::GoalId;

use super::Goal;
use crate::{error::Result, goals::loaders::GoalOf, prefetch::Related};

/// What follows a completed goal: another goal, or the reason why there is none.
#[derive(Clone)]
pub struct GoalSuccessor {
    pub(super) id: Option<GoalId>,
    pub(super) none_because: Option<String>,
    pub(super) goal: Related<GoalOf>,
}

/// What follows a completed goal: another goal, or the reason why there is none.
#[Object]
impl GoalSuccessor {
    /// The goal that follows; null when none does.
    async fn goal(&self, ctx: &Context<'_>) -> Option<Result<Arc<Goal>>> {
        self.goal.get(ctx, self.id?, ()).await.transpose()
    }

    /// Why no goal follows; null when one does.
    async fn none_because(&self) -> Option<&str> {
        self.none_because.as_deref()
    }
}
