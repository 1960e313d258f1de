//! Root fields that find records of any kind.

use async_graphql::{Context, ID, Object};

use super::types::{self, Node};
use crate::{
    app::Cx,
    error::{Error, Result, UserErrorCode},
    prefetch::Selection,
};

/// Ids that may be asked for at once.
pub(crate) const MOST_IDS: usize = 100;

/// Root fields that find records of any kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// The record with this id, of whatever kind; null when there is none or you may not see it.
    async fn node(&self, ctx: &Context<'_>, #[graphql(desc = "Its id.")] id: ID) -> Option<Result<Node>> {
        let mut nodes = match nodes(ctx, &[id]).await {
            Ok(nodes) => nodes,
            Err(error) => return Some(Err(error)),
        };
        nodes.pop().flatten().map(Ok)
    }

    /// The records with these ids, of whatever kind, in this order; null where there is none or you may not see it.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their ids; 100 at most.")] ids: Vec<ID>,
    ) -> Result<Vec<Option<Node>>, async_graphql::Error> {
        Ok(nodes(ctx, &ids).await?)
    }
}

async fn nodes(ctx: &Context<'_>, ids: &[ID]) -> Result<Vec<Option<Node>>> {
    if ids.len() > MOST_IDS {
        let message = format!("Ask for {MOST_IDS} ids at most.");
        return Err(Error::user(UserErrorCode::Limit, "ids", message));
    }
    let found = types::load(Cx::of(ctx)?, ids, &Selection::of(ctx)).await?;
    Ok(ids.iter().map(|id| found.get(id.as_str()).cloned()).collect())
}
