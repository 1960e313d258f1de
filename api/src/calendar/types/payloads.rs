//! What the mutations of calendar feeds answer.

use async_graphql::SimpleObject;

use super::CalendarFeed;
use crate::error::UserError;

/// What became of making a calendar feed.
#[derive(SimpleObject)]
pub struct CalendarFeedCreatePayload {
    /// The new feed; null when none was made.
    pub calendar_feed: Option<CalendarFeed>,
    /// Its address, for a calendar to subscribe to: shown here and nowhere else. Whoever knows it reads the meetings.
    pub url: Option<String>,
    /// What to mend; empty when it was made.
    pub user_errors: Vec<UserError>,
}

/// What became of giving a calendar feed another address.
#[derive(SimpleObject)]
pub struct CalendarFeedRotatePayload {
    /// The feed; null when nothing was changed.
    pub calendar_feed: Option<CalendarFeed>,
    /// Its new address: shown here and nowhere else. The former one is gone.
    pub url: Option<String>,
    /// What to mend; empty when it has another address.
    pub user_errors: Vec<UserError>,
}

/// What became of revoking a calendar feed.
#[derive(SimpleObject)]
pub struct CalendarFeedRevokePayload {
    /// The feed; null when nothing was changed.
    pub calendar_feed: Option<CalendarFeed>,
    /// What to mend; empty when it is revoked.
    pub user_errors: Vec<UserError>,
}
