//! Root fields that change topics: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::TopicId, topic};

use super::{
    inputs::{TopicCreateInput, TopicUpdateInput},
    ops, reads,
    types::{Topic, TopicCreatePayload, TopicRetirePayload, TopicUnretirePayload, TopicUpdatePayload},
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change topics.
#[derive(Clone, Copy, Debug, Default)]
pub struct TopicMutation;

#[Object]
impl TopicMutation {
    /// Adds a topic. A key in use makes it a `DUPLICATE`.
    async fn topic_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new topic.")] input: TopicCreateInput,
    ) -> Result<TopicCreatePayload, async_graphql::Error> {
        let (topic, user_errors) = payload::made(ops::create(Cx::of(ctx)?, input.into()).await, Topic::new)?;
        Ok(TopicCreatePayload { topic, user_errors })
    }

    /// Changes a topic.
    async fn topic_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<TopicId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: TopicUpdateInput,
    ) -> Result<TopicUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::update(cx, id.get(), version, input.into()).await;
        let (outcome, changes) = match outcome {
            Ok(updated) => (Ok(updated.row), updated.changes),
            Err(error) => (Err(error), Vec::new()),
        };
        let (topic, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(TopicUpdatePayload {
            topic,
            changes,
            user_errors,
        })
    }

    /// Takes a topic out of use: nobody can choose it any more; what was chosen stays.
    async fn topic_retire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<TopicId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<TopicRetirePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::retire(cx, id.get(), version).await;
        let (topic, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(TopicRetirePayload { topic, user_errors })
    }

    /// Takes a topic back into use.
    async fn topic_unretire(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<TopicId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<TopicUnretirePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::unretire(cx, id.get(), version).await;
        let (topic, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(TopicUnretirePayload { topic, user_errors })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: TopicId, outcome: Result<topic::Model>) -> Result<Settled<Topic>> {
    payload::settled(outcome, Topic::new, async {
        Ok(reads::by_ids(cx, cx.app.db.read(), &[id]).await?.remove(&id))
    })
    .await
}
