//! Root fields that change users.

use async_graphql::{Context, Object};
use entities::{ids::UserId, user_account, values::Secret};

use crate::{
    accounts::{
        inputs::{UserCreateInput, UserUpdateInput},
        ops, reads,
        types::{
            User, UserCreatePayload, UserDisablePayload, UserEnablePayload, UserPasswordResetPayload,
            UserUpdatePayload,
        },
    },
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change users.
#[derive(Clone, Copy, Debug, Default)]
pub struct UserMutation;

#[Object]
impl UserMutation {
    /// Adds a user. An e-mail address that somebody has makes it a `DUPLICATE`. Takes no `Idempotency-Key`.
    async fn user_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new user.")] input: UserCreateInput,
    ) -> Result<UserCreatePayload, async_graphql::Error> {
        let (user, user_errors) =
            payload::made(ops::create_user(Cx::of(ctx)?, input.into()).await, User::new)?;
        Ok(UserCreatePayload { user, user_errors })
    }

    /// Changes a user's name, e-mail address, role or agency. The last admin with access stays admin (`STATE`).
    async fn user_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their id.")] id: IdOf<UserId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: UserUpdateInput,
    ) -> Result<UserUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update_user(cx, id.get(), version, input.into()).await);
        let (user, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(UserUpdatePayload {
            user,
            changes,
            user_errors,
        })
    }

    /// Ends a user's access: all sessions at once, all API tokens and calendar feeds for good. Not that of the last admin (`STATE`).
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

    /// Gives a user access again. Sessions, API tokens and calendar feeds of before stay ended.
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

    /// Gives a user a new password and ends all of the user's sessions: for those who forgot theirs or have none. Takes no
    /// `Idempotency-Key`.
    async fn user_password_reset(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their id.")] id: IdOf<UserId>,
        #[graphql(desc = "The new password: at least 12 characters, not the e-mail address.")]
        password: String,
    ) -> Result<UserPasswordResetPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::reset_password(cx, id.get(), Secret::new(password)).await;
        let (user, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(UserPasswordResetPayload { user, user_errors })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(cx: &Cx, id: UserId, outcome: Result<user_account::Model>) -> Result<Settled<User>> {
    payload::settled(outcome, User::new, async {
        Ok(reads::users::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
