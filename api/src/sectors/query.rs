//! Root fields that read sectors.

use async_graphql::{Context, Object};
use entities::ids::SectorId;

use super::{loaders::SectorOf, reads, types::Sector};
use crate::{app::Cx, error::Result, prefetch, scalars::IdOf};

/// Root fields that read sectors.
#[derive(Clone, Copy, Debug, Default)]
pub struct SectorQuery;

#[Object]
impl SectorQuery {
    /// One sector, out of use or not; null when there is none.
    async fn sector(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SectorId>,
    ) -> Option<Result<Sector>> {
        prefetch::root::<SectorOf>(ctx, id.get()).await.transpose()
    }

    /// The sectors in their order.
    async fn sectors(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = false, desc = "Those out of use too.")] include_retired: bool,
    ) -> Result<Vec<Sector>, async_graphql::Error> {
        let rows = reads::all(Cx::of(ctx)?, include_retired).await?;
        Ok(rows.into_iter().map(Sector::new).collect())
    }
}
