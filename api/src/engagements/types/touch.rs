//! That somebody was in touch with an employer, without what was said.

use std::sync::Arc;

use async_graphql::{Context, Object};
use entities::{engagement, ids::AgencyId};
use futures_util::future::BoxFuture;

use super::EngagementChannel;
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    scalars::Instant,
};

/// A touch.
#[derive(Clone)]
pub struct Touch {
    channel: EngagementChannel,
    occurred_at: Instant,
    agency_id: AgencyId,
    agency: Related<AgencyOf>,
}

impl Touch {
    /// What an engagement tells of a touch.
    pub fn new(row: &engagement::Model) -> Self {
        Self {
            channel: row.channel.into(),
            occurred_at: Instant(row.occurred_at),
            agency_id: row.agency_id,
            agency: Related::default(),
        }
    }
}

impl Fill for Touch {
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
                "agency",
                |node| Some(node.agency_id),
                |node| &mut node.agency,
            )
            .await
        })
    }
}

/// That somebody was in touch with an employer: how, when and of which agency, without what was said.
#[Object]
impl Touch {
    /// How.
    async fn channel(&self) -> EngagementChannel {
        self.channel
    }

    /// When.
    async fn occurred_at(&self) -> Instant {
        self.occurred_at
    }

    /// Of which agency.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.agency_id, ()).await.transpose()
    }
}
