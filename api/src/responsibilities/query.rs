//! Root fields that read responsibilities.

use async_graphql::{Context, Object};
use entities::ids::ResponsibilityId;

use super::{loaders::ResponsibilityOf, types::Responsibility};
use crate::{error::Result, prefetch, scalars::IdOf};

/// Root fields that read responsibilities.
#[derive(Clone, Copy, Debug, Default)]
pub struct ResponsibilityQuery;

#[Object]
impl ResponsibilityQuery {
    /// One responsibility, in the trash or not; null when there is none or you may not see it. Lists of them, and the matrix,
    /// stand on partnerships.
    async fn responsibility(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ResponsibilityId>,
    ) -> Option<Result<Responsibility>> {
        prefetch::root::<ResponsibilityOf>(ctx, id.get())
            .await
            .transpose()
    }
}
