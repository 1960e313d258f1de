//! Root fields that read roles.

use async_graphql::{Context, Object};
use entities::ids::{CommitmentId, RoleTypeId};

use super::{
    loaders::{CommitmentOf, RoleTypeOf},
    reads,
    types::{RoleCommitment, RoleType},
};
use crate::{
    app::Cx,
    error::{Error, Result},
    prefetch,
    scalars::IdOf,
};

/// Root fields that read roles.
#[derive(Clone, Copy, Debug, Default)]
pub struct RoleQuery;

#[Object]
impl RoleQuery {
    /// One role type by its id or by its key, out of use or not; null when there is none.
    async fn role_type(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id; give this or the key.")] id: Option<IdOf<RoleTypeId>>,
        #[graphql(desc = "Its key, such as `REAL_PROJECTS`; give this or the id.")] key: Option<String>,
    ) -> Option<Result<RoleType>> {
        role_type(ctx, id, key).await.transpose()
    }

    /// One commitment to a role, in the trash or not; null when there is none or you may not see it.
    async fn commitment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CommitmentId>,
    ) -> Option<Result<RoleCommitment>> {
        prefetch::root::<CommitmentOf>(ctx, id.get()).await.transpose()
    }

    /// The role types in their order.
    async fn role_types(
        &self,
        ctx: &Context<'_>,
        #[graphql(default = false, desc = "Those out of use too.")] include_retired: bool,
    ) -> Result<Vec<RoleType>, async_graphql::Error> {
        let rows = reads::types(Cx::of(ctx)?, include_retired).await?;
        Ok(rows.into_iter().map(RoleType::new).collect())
    }
}

async fn role_type(
    ctx: &Context<'_>,
    id: Option<IdOf<RoleTypeId>>,
    key: Option<String>,
) -> Result<Option<RoleType>> {
    match (id, key) {
        (Some(id), None) => prefetch::root::<RoleTypeOf>(ctx, id.get()).await,
        (None, Some(key)) => {
            let cx = Cx::of(ctx)?;
            match reads::type_by_key(cx, cx.app.db.read(), &key).await {
                Ok(row) => Ok(Some(RoleType::new(row))),
                Err(Error::NotFound) => Ok(None),
                Err(error) => Err(error),
            }
        }
        _ => Err(Error::invalid("key", "Give the id or the key.")),
    }
}
