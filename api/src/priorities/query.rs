//! Root fields that read priorities.

use async_graphql::{Context, Object};
use entities::ids::PriorityId;

use super::{loaders::PriorityOf, types::Priority};
use crate::{error::Result, prefetch, scalars::IdOf};

/// Root fields that read priorities.
#[derive(Clone, Copy, Debug, Default)]
pub struct PriorityQuery;

#[Object]
impl PriorityQuery {
    /// One priority, in the trash or not; null when there is none or you may not see it. Lists of them
    /// stand on partnerships.
    async fn priority(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<PriorityId>,
    ) -> Option<Result<Priority>> {
        prefetch::root::<PriorityOf>(ctx, id.get()).await.transpose()
    }
}
