//! Root fields that read statements.

use async_graphql::{Context, Object};
use entities::ids::StatementId;

use super::{loaders::StatementOf, types::CharterStatement};
use crate::{error::Result, prefetch, scalars::IdOf};

/// Root fields that read statements of charters.
#[derive(Clone, Copy, Debug, Default)]
pub struct StatementQuery;

#[Object]
impl StatementQuery {
    /// One statement of a charter; null when there is none or you may not see it. Charters stand on partnerships.
    async fn statement(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<StatementId>,
    ) -> Option<Result<CharterStatement>> {
        prefetch::root::<StatementOf>(ctx, id.get()).await.transpose()
    }
}
