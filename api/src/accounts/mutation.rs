//! Root fields that change accounts: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{
    ids::{ApiTokenId, UserId},
    user_account,
    values::Secret,
};

use super::{
    cookies,
    inputs::{ApiTokenCreateInput, SignInInput, UserCreateInput, UserUpdateInput},
    ops::{self, NewToken},
    reads::users,
    types::{
        ApiToken, ApiTokenCreatePayload, ApiTokenRevokePayload, PasswordChangePayload, SignInPayload,
        SignOutPayload, User, UserCreatePayload, UserDisablePayload, UserEnablePayload, UserUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::{Error, Result, UserError},
    scalars::IdOf,
};

/// Root fields that change accounts.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccountMutation;

#[Object]
impl AccountMutation {
    /// Comes in: the answer sets the session's cookie. Needs no sign-in.
    async fn sign_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Address and password.")] input: SignInInput,
    ) -> Result<SignInPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        match ops::sign_in(cx, &input.email, Secret::new(input.password)).await {
            Ok(signed_in) => {
                let cookie = cookies::set(&cx.app.config, signed_in.token.expose());
                ctx.append_http_header("set-cookie", cookie);
                let user = Some(User::new(signed_in.user));
                Ok(SignInPayload {
                    user,
                    user_errors: Vec::new(),
                })
            }
            Err(error) => Ok(SignInPayload {
                user: None,
                user_errors: error.into_user_errors()?,
            }),
        }
    }

    /// Goes out: ends the session and takes the cookie away.
    async fn sign_out(&self, ctx: &Context<'_>) -> Result<SignOutPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        ops::sign_out(cx).await?;
        ctx.append_http_header("set-cookie", cookies::clear(&cx.app.config));
        Ok(SignOutPayload {
            user_errors: Vec::new(),
        })
    }

    /// Changes your password and ends your other sessions. Needs a session; a token cannot do it.
    async fn password_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The password you have.")] current_password: String,
        #[graphql(desc = "The password you want; 12 to 200 characters, not your address.")]
        new_password: String,
    ) -> Result<PasswordChangePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let changed =
            ops::change_password(cx, Secret::new(current_password), Secret::new(new_password)).await;
        let user_errors = changed
            .err()
            .map_or_else(|| Ok(Vec::new()), Error::into_user_errors)?;
        Ok(PasswordChangePayload { user_errors })
    }

    /// Adds a user.
    async fn user_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new user.")] input: UserCreateInput,
    ) -> Result<UserCreatePayload, async_graphql::Error> {
        match ops::create_user(Cx::of(ctx)?, input.into()).await {
            Ok(row) => Ok(UserCreatePayload {
                user: Some(User::new(row)),
                user_errors: Vec::new(),
            }),
            Err(error) => Ok(UserCreatePayload {
                user: None,
                user_errors: error.into_user_errors()?,
            }),
        }
    }

    /// Changes a user. The last admin cannot become anything else.
    async fn user_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their id.")] id: IdOf<UserId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: UserUpdateInput,
    ) -> Result<UserUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = match ops::update_user(cx, id.get(), version, input.into()).await {
            Ok(updated) => (Ok(updated.row), updated.changes),
            Err(error) => (Err(error), Vec::new()),
        };
        let (user, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(UserUpdatePayload {
            user,
            changes,
            user_errors,
        })
    }

    /// Ends a user's access: their sessions end and their tokens are revoked at once.
    async fn user_disable(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their id.")] id: IdOf<UserId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<UserDisablePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::disable_user(cx, id.get(), version).await;
        let (user, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(UserDisablePayload { user, user_errors })
    }

    /// Gives a user access again.
    async fn user_enable(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their id.")] id: IdOf<UserId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<UserEnablePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::enable_user(cx, id.get(), version).await;
        let (user, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(UserEnablePayload { user, user_errors })
    }

    /// Makes an API token for yourself; its secret is in this answer and nowhere else.
    async fn api_token_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new token.")] input: ApiTokenCreateInput,
    ) -> Result<ApiTokenCreatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        match create_own_token(cx, input).await {
            Ok((row, secret)) => Ok(ApiTokenCreatePayload {
                api_token: Some(ApiToken::new(row)),
                secret: Some(secret.expose().clone()),
                user_errors: Vec::new(),
            }),
            Err(error) => {
                let user_errors = error.into_user_errors()?;
                Ok(ApiTokenCreatePayload {
                    api_token: None,
                    secret: None,
                    user_errors,
                })
            }
        }
    }

    /// Revokes an API token: it works no more.
    async fn api_token_revoke(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ApiTokenId>,
    ) -> Result<ApiTokenRevokePayload, async_graphql::Error> {
        match ops::revoke_token(Cx::of(ctx)?, id.get()).await {
            Ok(row) => Ok(ApiTokenRevokePayload {
                api_token: Some(ApiToken::new(row)),
                user_errors: Vec::new(),
            }),
            Err(error) => Ok(ApiTokenRevokePayload {
                api_token: None,
                user_errors: error.into_user_errors()?,
            }),
        }
    }
}

async fn create_own_token(
    cx: &Cx,
    input: ApiTokenCreateInput,
) -> Result<(entities::api_token::Model, Secret<String>)> {
    let user_id = cx.actor.user().ok_or(Error::Unauthenticated)?.id;
    let grants = input.grants.into_iter().map(Into::into).collect();
    ops::create_token(
        cx,
        NewToken {
            user_id,
            name: input.name,
            grants,
            expires_at: input.expires_at.0,
        },
    )
    .await
}

/// The user of an operation, or its errors with the stored user after a conflict.
async fn settled(
    cx: &Cx,
    id: UserId,
    outcome: Result<user_account::Model>,
) -> Result<(Option<User>, Vec<UserError>)> {
    match outcome {
        Ok(row) => Ok((Some(User::new(row)), Vec::new())),
        Err(error) => {
            let user_errors = error.into_user_errors()?;
            if !UserError::has_conflict(&user_errors) {
                return Ok((None, user_errors));
            }
            Ok((
                users::by_ids(cx, &[id]).await?.remove(&id).map(User::new),
                user_errors,
            ))
        }
    }
}
