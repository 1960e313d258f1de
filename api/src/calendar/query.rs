//! Root fields that read calendar feeds.

use async_graphql::{Context, Object};

use super::{reads, types::CalendarFeed};
use crate::app::Cx;

/// Root fields that read calendar feeds.
#[derive(Clone, Copy, Debug, Default)]
pub struct CalendarQuery;

#[Object]
impl CalendarQuery {
    /// Your calendar feeds that work, in the order they were made.
    async fn calendar_feeds(&self, ctx: &Context<'_>) -> Result<Vec<CalendarFeed>, async_graphql::Error> {
        let rows = reads::own(Cx::of(ctx)?).await?;
        Ok(rows.into_iter().map(CalendarFeed::new).collect())
    }
}
