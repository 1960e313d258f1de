//! Root fields that read credentials.

use async_graphql::{Context, Object};
use entities::ids::CredentialId;

use super::{
    inputs::{CredentialOrder, CredentialWhere},
    loaders::CredentialOf,
    reads,
    types::Credential,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read credentials.
#[derive(Clone, Copy, Debug, Default)]
pub struct CredentialQuery;

#[Object]
impl CredentialQuery {
    /// One credential, in the trash or not; null when there is none or you may not see it.
    async fn credential(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<CredentialId>,
    ) -> Option<Result<Credential>> {
        prefetch::root::<CredentialOf>(ctx, id.get()).await.transpose()
    }

    /// Credentials, by name unless another order is given; those in the trash only when asked for.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn credentials(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<CredentialWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<CredentialOrder>>,
        #[graphql(default = false, desc = "Those in the trash instead of the live ones.")] trashed: bool,
    ) -> Option<Result<Connection<Credential>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        Some(credentials(ctx, &filter, order_by.unwrap_or_default(), trashed, &args).await)
    }
}

async fn credentials(
    ctx: &Context<'_>,
    filter: &CredentialWhere,
    order: Vec<CredentialOrder>,
    trashed: bool,
    args: &PageArgs,
) -> Result<Connection<Credential>> {
    let cx = Cx::of(ctx)?;
    let select = reads::filtered(cx, filter.condition(cx)?, trashed);
    let (slice, counter) = reads::page(cx, select, order.into_iter().map(Into::into).collect(), args).await?;
    Connection::new(slice.map(Credential::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
