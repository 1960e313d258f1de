//! Root fields that read action teams.

use async_graphql::{Context, Object};
use entities::ids::ActionTeamId;

use super::{loaders::TeamOf, types::ActionTeam};
use crate::{error::Result, prefetch, scalars::IdOf};

/// Root fields that read action teams.
#[derive(Clone, Copy, Debug, Default)]
pub struct ActionTeamQuery;

#[Object]
impl ActionTeamQuery {
    /// One action team, in the trash or not; null when there is none or you may not see it. Lists of them stand on priorities.
    async fn action_team(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ActionTeamId>,
    ) -> Option<Result<ActionTeam>> {
        prefetch::root::<TeamOf>(ctx, id.get()).await.transpose()
    }
}
