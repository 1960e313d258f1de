//! One step of a referral as GraphQL shows it.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::referral_step;
use futures_util::future::BoxFuture;

use super::ReferralStage;
use crate::{
    accounts::{loaders::UserOf, types::User},
    app::Cx,
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
};

/// A step of a referral.
#[derive(Clone)]
pub struct ReferralStep {
    row: referral_step::Model,
    user: Related<UserOf>,
}

impl ReferralStep {
    /// The step of a row.
    pub fn new(row: referral_step::Model) -> Self {
        Self {
            row,
            user: Related::default(),
        }
    }
}

impl Fill for ReferralStep {
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
                "user",
                |node| node.row.user_id,
                |node| &mut node.user,
            )
            .await
        })
    }
}

/// One step on the way of a referral.
#[Object]
impl ReferralStep {
    /// The id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// Where it stood after the step.
    async fn stage(&self) -> ReferralStage {
        self.row.stage.into()
    }

    /// The day of the step.
    async fn happened_on(&self) -> Date {
        Date(self.row.happened_on)
    }

    /// Who recorded it; null when Guildhall did.
    async fn user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
        self.user.get(ctx, self.row.user_id?, ()).await.transpose()
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> Instant {
        Instant(self.row.recorded_at)
    }
}
