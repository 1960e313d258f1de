//! A calendar feed.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::calendar_feed;

use crate::{
    error::Result,
    partnerships::{loaders::PartnershipOf, types::Partnership},
    prefetch::Related,
    scalars::Instant,
};

/// A calendar feed.
#[derive(Clone)]
pub struct CalendarFeed {
    row: calendar_feed::Model,
    partnership: Related<PartnershipOf>,
}

impl CalendarFeed {
    /// The feed of a row.
    pub fn new(row: calendar_feed::Model) -> Self {
        Self {
            row,
            partnership: Related::default(),
        }
    }
}

/// An address at which a calendar finds meetings. It sees what its maker sees, as long as its maker has access.
#[Object]
impl CalendarFeed {
    /// The id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The partnership whose meetings it shows; null when it shows those that its maker sees to or is invited to.
    async fn partnership(&self, ctx: &Context<'_>) -> Option<Result<Arc<Partnership>>> {
        self.partnership
            .get(ctx, self.row.partnership_id?, ())
            .await
            .transpose()
    }

    /// When it was made.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it got the address it has.
    async fn rotated_at(&self) -> Instant {
        Instant(self.row.rotated_at)
    }

    /// When it was revoked; null while it works.
    async fn revoked_at(&self) -> Option<Instant> {
        self.row.revoked_at.map(Instant)
    }
}
