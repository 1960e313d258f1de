//! Root fields that read accounts.

use async_graphql::{Context, Object};
use entities::ids::UserId;

use super::{
    inputs::{UserOrder, UserWhere},
    loaders::UserOf,
    reads,
    types::User,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read accounts.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccountQuery;

#[Object]
impl AccountQuery {
    /// One user; null when there is none or you may not see them.
    async fn user(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their id.")] id: IdOf<UserId>,
    ) -> Option<Result<User>> {
        prefetch::root::<UserOf>(ctx, id.get()).await.transpose()
    }

    /// Users of all agencies, by name unless another order is given; those whose access has ended too.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn users(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<UserWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<UserOrder>>,
    ) -> Option<Result<Connection<User>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        Some(users(ctx, &filter, order_by.unwrap_or_default(), &args).await)
    }
}

async fn users(
    ctx: &Context<'_>,
    filter: &UserWhere,
    order: Vec<UserOrder>,
    args: &PageArgs,
) -> Result<Connection<User>> {
    let cx = Cx::of(ctx)?;
    let select = reads::users::filtered(cx, filter.condition()?);
    let order = order.into_iter().map(Into::into).collect();
    let (slice, counter) = reads::users::page(cx, select, order, args).await?;
    Connection::new(slice.map(User::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
