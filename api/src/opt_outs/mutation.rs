//! Root fields by which people do without mail.

use async_graphql::{Context, Object};

use super::{ops, types::UnsubscribePayload};
use crate::{app::Cx, payload};

/// Root fields by which people do without mail.
#[derive(Clone, Copy, Debug, Default)]
pub struct OptOutMutation;

#[Object]
impl OptOutMutation {
    /// Stops the kind of mail that a link to unsubscribe names, and what waits of it. `NOT_FOUND` when the link does not work
    /// (any more). Doing it again changes nothing.
    async fn unsubscribe(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token: what comes after `/u/`.")] token: String,
    ) -> Result<UnsubscribePayload, async_graphql::Error> {
        let outcome = ops::unsubscribe(Cx::of(ctx)?, &token).await;
        let (unsubscription, user_errors) = payload::made(outcome, |shown| shown)?;
        Ok(UnsubscribePayload {
            unsubscription,
            user_errors,
        })
    }
}
