//! Root fields that change API tokens.

use async_graphql::{Context, Object};
use entities::ids::ApiTokenId;

use crate::{
    accounts::{
        inputs::ApiTokenCreateInput,
        ops,
        types::{ApiToken, ApiTokenCreatePayload, ApiTokenRevokePayload},
    },
    app::Cx,
    error::{Error, Result},
    payload,
    scalars::IdOf,
};

/// Root fields that change API tokens.
#[derive(Clone, Copy, Debug, Default)]
pub struct ApiTokenMutation;

#[Object]
impl ApiTokenMutation {
    /// Makes an API token that acts as you. Its secret is in this answer and nowhere else. Takes no `Idempotency-Key`.
    async fn api_token_create(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new token.")] input: ApiTokenCreateInput,
    ) -> Result<ApiTokenCreatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let user = cx.actor.user().ok_or(Error::Unauthenticated)?;
        Ok(match ops::create_token(cx, input.of(user.id)).await {
            Ok((row, secret)) => ApiTokenCreatePayload {
                api_token: Some(ApiToken::new(row)),
                secret: Some(secret.expose().clone()),
                user_errors: Vec::new(),
            },
            Err(error) => ApiTokenCreatePayload {
                api_token: None,
                secret: None,
                user_errors: error.into_user_errors()?,
            },
        })
    }

    /// Revokes an API token for good.
    async fn api_token_revoke(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ApiTokenId>,
    ) -> Result<ApiTokenRevokePayload, async_graphql::Error> {
        let (api_token, user_errors) =
            payload::made(ops::revoke_token(Cx::of(ctx)?, id.get()).await, ApiToken::new)?;
        Ok(ApiTokenRevokePayload {
            api_token,
            user_errors,
        })
    }
}
