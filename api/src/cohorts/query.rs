//! Root fields that read cohorts.

use async_graphql::{Context, Object};
use entities::ids::CohortId;

use super::{loaders::CohortOf, types::Cohort};
use crate::{error::Result, prefetch, scalars::IdOf};

/// Root fields that read cohorts.
#[derive(Clone, Copy, Debug, Default)]
pub struct CohortQuery;

#[Object]
impl CohortQuery {
    /// One cohort, in the trash or not; null when there is none or you may not see it.
    async fn cohort(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CohortId>,
    ) -> Option<Result<Cohort>> {
        prefetch::root::<CohortOf>(ctx, id.get()).await.transpose()
    }
}
