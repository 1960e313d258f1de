//! Relations of topics, each loaded for many topics in one statement.

use std::collections::HashMap;

use entities::ids::TopicId;

use super::{reads, types::Topic};
use crate::{app::Cx, error::Result, prefetch::Relation};

/// The topic with an id.
pub struct TopicOf;

impl Relation for TopicOf {
    type Key = TopicId;
    type Args = ();
    type Value = Topic;

    async fn load(cx: &Cx, keys: &[TopicId], (): &()) -> Result<HashMap<TopicId, Topic>> {
        let rows = reads::by_ids(cx, cx.app.db.read(), keys).await?;
        Ok(rows.into_iter().map(|(id, row)| (id, Topic::new(row))).collect())
    }
}
