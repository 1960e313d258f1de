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
    /// Publishes the outcomes as they stand, instead of waiting for the next day of publication. It is audited: the difference
    /// between two publications tells what changed between them, so publish seldom.
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
