//! Root fields that read series of meetings.

use async_graphql::{Context, Object};
use entities::ids::SeriesId;

use super::{loaders::SeriesOf, types::MeetingSeries};
use crate::{error::Result, prefetch, scalars::IdOf};

/// Root fields that read series of meetings.
#[derive(Clone, Copy, Debug, Default)]
pub struct SeriesQuery;

#[Object]
impl SeriesQuery {
    /// One series of meetings; null when there is none or you may not see it.
    async fn meeting_series(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SeriesId>,
    ) -> Option<Result<MeetingSeries>> {
        prefetch::root::<SeriesOf>(ctx, id.get()).await.transpose()
    }
}
