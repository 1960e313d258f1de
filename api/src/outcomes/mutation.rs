//! Root fields that publish outcomes: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};

use super::{
    ops,
    types::{OutcomePublication, OutcomesPublishPayload},
};
use crate::{app::Cx, error::Result, payload};

/// Root fields that publish outcomes.
#[derive(Clone, Copy, Debug, Default)]
pub struct OutcomeMutation;

#[Object]
impl OutcomeMutation {
    /// Publishes the outcomes as they stand, instead of waiting for the next day of publication; once a day at most (`STATE`), and
    /// audited: the difference between two publications tells what changed between them.
    async fn outcomes_publish(
        &self,
        ctx: &Context<'_>,
    ) -> Result<OutcomesPublishPayload, async_graphql::Error> {
        let outcome = ops::publish(Cx::of(ctx)?).await;
        let (publication, user_errors) = payload::made(outcome, OutcomePublication::from)?;
        Ok(OutcomesPublishPayload {
            publication,
            user_errors,
        })
    }
}
