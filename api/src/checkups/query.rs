//! Root fields that read check-ups.

use async_graphql::{Context, Object};
use entities::ids::CheckupId;

use super::{loaders::CheckupOf, types::Checkup};
use crate::{error::Result, prefetch, scalars::IdOf};

/// Root fields that read check-ups.
#[derive(Clone, Copy, Debug, Default)]
pub struct CheckupQuery;

#[Object]
impl CheckupQuery {
    /// One check-up, in the trash or not; null when there is none or you may not see it. Lists and trends stand on partnerships.
    async fn checkup(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CheckupId>,
    ) -> Option<Result<Checkup>> {
        prefetch::root::<CheckupOf>(ctx, id.get()).await.transpose()
    }
}
