//! Root fields that read topics.

use async_graphql::{Context, Object};
use entities::ids::TopicId;

use super::{loaders::TopicOf, reads, types::Topic};
use crate::{app::Cx, error::Result, prefetch, scalars::IdOf};

/// Root fields that read topics.
#[derive(Clone, Copy, Debug, Default)]
pub struct TopicQuery;

#[Object]
impl TopicQuery {
    /// One topic, out of use or not; null when there is none.
    async fn topic(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<TopicId>,
    ) -> Option<Result<Topic>> {
        prefetch::root::<TopicOf>(ctx, id.get()).await.transpose()
    }

    /// The topics in their order.
    async fn topics(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = false, desc = "Those out of use too.")] include_retired: bool,
    ) -> Result<Vec<Topic>, async_graphql::Error> {
        let rows = reads::all(Cx::of(ctx)?, include_retired).await?;
        Ok(rows.into_iter().map(Topic::new).collect())
    }
}
