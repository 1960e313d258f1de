//! Root fields that change calendar feeds.

use async_graphql::{Context, Object};
use entities::ids::CalendarFeedId;

use super::{
    inputs::CalendarFeedCreateInput,
    ops::{self, Addressed},
    types::{CalendarFeed, CalendarFeedCreatePayload, CalendarFeedRevokePayload, CalendarFeedRotatePayload},
};
use crate::{app::Cx, error::Result, payload, scalars::IdOf};

/// Root fields that change calendar feeds.
#[derive(Clone, Copy, Debug, Default)]
pub struct CalendarMutation;

#[Object]
impl CalendarMutation {
    /// Makes an address at which your calendar finds meetings. It is in this answer and nowhere else. Takes no `Idempotency-Key`.
    async fn calendar_feed_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new feed.")] input: CalendarFeedCreateInput,
    ) -> Result<CalendarFeedCreatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let partnership = input.partnership_id.map(IdOf::get);
        let (made, user_errors) = payload::made(ops::create(cx, partnership).await, |made| made)?;
        let (calendar_feed, url) = shown(made);
        Ok(CalendarFeedCreatePayload {
            calendar_feed,
            url,
            user_errors,
        })
    }

    /// Gives one of your calendar feeds another address, as when the former one became known. Takes no `Idempotency-Key`.
    async fn calendar_feed_rotate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CalendarFeedId>,
    ) -> Result<CalendarFeedRotatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (rotated, user_errors) = payload::made(ops::rotate(cx, id.get()).await, |rotated| rotated)?;
        let (calendar_feed, url) = shown(rotated);
        Ok(CalendarFeedRotatePayload {
            calendar_feed,
            url,
            user_errors,
        })
    }

    /// Ends one of your calendar feeds for good.
    async fn calendar_feed_revoke(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CalendarFeedId>,
    ) -> Result<CalendarFeedRevokePayload, async_graphql::Error> {
        let outcome = ops::revoke(Cx::of(ctx)?, id.get()).await;
        let (calendar_feed, user_errors) = payload::made(outcome, CalendarFeed::new)?;
        Ok(CalendarFeedRevokePayload {
            calendar_feed,
            user_errors,
        })
    }
}

fn shown(made: Option<Addressed>) -> (Option<CalendarFeed>, Option<String>) {
    made.map(|made| (CalendarFeed::new(made.feed), made.url)).unzip()
}
