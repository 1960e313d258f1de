//! Root fields that read memberships.

use async_graphql::{Context, Object};
use entities::ids::MembershipId;

use super::{loaders::MembershipOf, types::Membership};
use crate::{error::Result, prefetch, scalars::IdOf};

/// Root fields that read memberships.
#[derive(Clone, Copy, Debug, Default)]
pub struct MembershipQuery;

#[Object]
impl MembershipQuery {
    /// One membership, in the trash or not; null when there is none or you may not see it. Lists of them stand on
    /// partnerships, employers and agencies.
    async fn membership(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MembershipId>,
    ) -> Option<Result<Membership>> {
        prefetch::root::<MembershipOf>(ctx, id.get()).await.transpose()
    }
}
