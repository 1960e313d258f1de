//! Root fields that read accounts.

use async_graphql::{Context, Object};
use entities::{ids::UserId, values::Secret};

use super::{
    inputs::{ApiTokenOrder, ApiTokenWhere, UserOrder, UserWhere},
    loaders::UserOf,
    reads,
    types::{ApiToken, PasswordLink, Session, User, Viewer},
};
use crate::{
    app::Cx,
    error::{Error, Result},
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
    /// The person who asks.
    async fn viewer(&self, ctx: &Context<'_>) -> Option<Result<Viewer>> {
        Some(viewer(ctx).await)
    }

    /// A link to choose a password, by the secret in it; null when it does not work (any more). Anybody may ask: who has the
    /// secret has the letter.
    async fn password_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The secret: what comes after `/account/`.")] token: String,
    ) -> Option<Result<PasswordLink>> {
        password_link(ctx, &Secret::new(token)).await.transpose()
    }

    /// Your sessions that have not ended, the newest first: twenty at most. By a session only, not by an API token.
    async fn sessions(&self, ctx: &Context<'_>) -> Option<Result<Vec<Session>>> {
        Some(sessions(ctx).await)
    }

    /// Your API tokens; for admins everybody's. The newest first unless another order is given; those that no longer work
    /// too.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn api_tokens(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 1 to 100; 25 when absent.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
        #[graphql(name = "where", desc = "Which ones; all when absent.")] filter: Option<ApiTokenWhere>,
        #[graphql(desc = "In which order; the id breaks ties.")] order_by: Option<Vec<ApiTokenOrder>>,
    ) -> Option<Result<Connection<ApiToken>>> {
        let args = PageArgs {
            first,
            after,
            last,
            before,
        };
        let filter = filter.unwrap_or_default();
        Some(api_tokens(ctx, &filter, order_by.unwrap_or_default(), &args).await)
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

async fn users(
    ctx: &Context<'_>,
    filter: &UserWhere,
    order: Vec<UserOrder>,
    args: &PageArgs,
) -> Result<Connection<User>> {
    let cx = Cx::of(ctx)?;
    let select = reads::users::filtered(cx, filter.condition(cx)?);
    let order = order.into_iter().map(Into::into).collect();
    let (slice, counter) = reads::users::page(cx, select, order, args).await?;
    Connection::new(slice.map(User::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}

async fn viewer(ctx: &Context<'_>) -> Result<Viewer> {
    let cx = Cx::of(ctx)?;
    let user = cx.actor.user().ok_or(Error::Unauthenticated)?;
    let row = reads::users::own(cx, user.id).await?;
    Viewer::new(row).filled(cx, &Selection::of(ctx)).await
}

async fn password_link(ctx: &Context<'_>, token: &Secret<String>) -> Result<Option<PasswordLink>> {
    let cx = Cx::of(ctx)?;
    let live = reads::links::live(cx, cx.app.db.read(), token).await?;
    Ok(live.map(|(link, user)| PasswordLink::new(&link, user)))
}

async fn sessions(ctx: &Context<'_>) -> Result<Vec<Session>> {
    let rows = reads::sessions::own(Cx::of(ctx)?).await?;
    Ok(rows.into_iter().map(Session).collect())
}

async fn api_tokens(
    ctx: &Context<'_>,
    filter: &ApiTokenWhere,
    order: Vec<ApiTokenOrder>,
    args: &PageArgs,
) -> Result<Connection<ApiToken>> {
    let cx = Cx::of(ctx)?;
    let select = reads::tokens::filtered(cx, filter.condition(cx)?);
    let order = order.into_iter().map(Into::into).collect();
    let (slice, counter) = reads::tokens::page(cx, select, order, args).await?;
    Connection::new(slice.map(ApiToken::new), counter)
        .filled(cx, &Selection::of(ctx))
        .await
}
