//! Root fields that read accounts.

use async_graphql::{Context, Object};
use entities::ids::UserId;

use super::{
    inputs::{UserOrder, UserWhere},
    loaders::UserOf,
    reads,
    types::{ApiToken, User, Viewer},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{Connection, PageArgs},
    policy::Action,
    prefetch::{self, Selection},
    scalars::IdOf,
    shared::inputs::Where as _,
};

/// Root fields that read accounts.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccountQuery;

#[Object]
impl AccountQuery {
    /// Whoever is asking.
    async fn viewer(&self, ctx: &Context<'_>) -> Option<Result<Viewer>> {
        viewer(ctx).await.transpose()
    }

    /// Your API tokens that work, the newest first; 50 at most.
    async fn api_tokens(&self, ctx: &Context<'_>) -> Option<Result<Vec<ApiToken>>> {
        Some(api_tokens(ctx).await)
    }

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

async fn viewer(ctx: &Context<'_>) -> Result<Option<Viewer>> {
    let cx = Cx::of(ctx)?;
    let Some(caller) = cx.actor.user() else {
        return Ok(None);
    };
    let user = reads::users::caller(cx, caller.id).await?;
    let grants = Action::ALL
        .iter()
        .copied()
        .filter(|action| cx.actor.scope(*action).is_some());
    Ok(Some(Viewer {
        user: User::new(user),
        grants: grants.map(Into::into).collect(),
    }))
}

async fn api_tokens(ctx: &Context<'_>) -> Result<Vec<ApiToken>> {
    let cx = Cx::of(ctx)?;
    let Some(caller) = cx.actor.user() else {
        return Ok(Vec::new());
    };
    let rows = reads::tokens::live(cx, cx.app.db.read(), caller.id).await?;
    Ok(rows.into_iter().map(ApiToken::new).collect())
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
