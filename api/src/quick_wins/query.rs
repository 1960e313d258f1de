//! Root fields that read quick wins.

use async_graphql::{Context, Object};
use entities::ids::QuickWinId;

use super::{loaders::QuickWinOf, types::QuickWin};
use crate::{error::Result, prefetch, scalars::IdOf};

/// Root fields that read quick wins.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuickWinQuery;

#[Object]
impl QuickWinQuery {
    /// One quick win, in the trash or not; null when there is none or you may not see it. Lists of them stand on partnerships.
    async fn quick_win(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<QuickWinId>,
    ) -> Option<Result<QuickWin>> {
        prefetch::root::<QuickWinOf>(ctx, id.get()).await.transpose()
    }
}
