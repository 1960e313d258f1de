//! Root fields by which people come in and go out.

use async_graphql::{Context, Object};
use entities::{ids::SessionId, values::Secret};

use crate::{
    accounts::{
        cookies,
        inputs::{PasswordChangeInput, SignInInput},
        ops::{self, Credentials},
        types::{
            PasswordChangePayload, Session, SessionRevokePayload, SignInPayload, SignOutPayload, Viewer,
        },
    },
    actor::Door,
    app::Cx,
    error::{Result, UserError, UserErrorCode},
    http::{Network, UserAgent},
    prefetch::{CameIn, Selection},
    scalars::IdOf,
};

/// Root fields by which people come in and go out.
#[derive(Clone, Copy, Debug, Default)]
pub struct DoorMutation;

#[Object]
impl DoorMutation {
    /// Signs in and sets the session cookie. Whatever the reason that it fails, the answer is the same. After five failures
    /// in a row an address waits: 30 seconds, then twice as long each time, up to 15 minutes (`RATE_LIMITED`). Takes no
    /// `Idempotency-Key`.
    async fn sign_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What you sign in with.")] input: SignInInput,
    ) -> Result<SignInPayload, async_graphql::Error> {
        let failed = |user_errors| {
            Ok(SignInPayload {
                viewer: None,
                user_errors,
            })
        };
        if CameIn::is_set(ctx) {
            let message = "One sign-in a request.";
            return failed(vec![UserError::new(UserErrorCode::Limit, "", message)]);
        }
        let credentials = Credentials {
            email: input.email,
            password: Secret::new(input.password),
            user_agent: ctx.data_opt::<UserAgent>().and_then(|agent| agent.0.clone()),
            network: ctx.data_opt::<Network>().cloned(),
        };
        let signed_in = match ops::sign_in(Cx::of(ctx)?, credentials).await {
            Ok(signed_in) => signed_in,
            Err(error) => return failed(error.into_user_errors()?),
        };
        CameIn::set(ctx, &signed_in.cx);
        set_cookie(
            ctx,
            cookies::set(&signed_in.cx.app.config, signed_in.token.expose()),
        );
        let below = Selection::of(ctx).field("viewer");
        let viewer = Viewer::new(signed_in.user).filled(&signed_in.cx, &below).await?;
        Ok(SignInPayload {
            viewer: Some(viewer),
            user_errors: Vec::new(),
        })
    }

    /// Ends your session and takes the cookie away.
    async fn sign_out(&self, ctx: &Context<'_>) -> Result<SignOutPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let user_errors = match ops::sign_out(cx).await {
            Ok(()) => Vec::new(),
            Err(error) => error.into_user_errors()?,
        };
        if user_errors.is_empty() {
            set_cookie(ctx, cookies::clear(&cx.app.config));
        }
        Ok(SignOutPayload { user_errors })
    }

    /// Ends one of your sessions, such as one on a lost computer. By a session only, not by an API token.
    async fn session_revoke(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<SessionId>,
    ) -> Result<SessionRevokePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let row = match ops::revoke_session(cx, id.get()).await {
            Ok(row) => row,
            Err(error) => {
                return Ok(SessionRevokePayload {
                    session: None,
                    user_errors: error.into_user_errors()?,
                });
            }
        };
        let door = cx.actor.user().map(|user| &user.door);
        if matches!(door, Some(Door::Session(own)) if *own == row.id) {
            set_cookie(ctx, cookies::clear(&cx.app.config));
        }
        Ok(SessionRevokePayload {
            session: Some(Session(row)),
            user_errors: Vec::new(),
        })
    }

    /// Changes your password and ends your other sessions. By a session only, not by an API token. Takes no
    /// `Idempotency-Key`.
    async fn password_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The present and the new password.")] input: PasswordChangeInput,
    ) -> Result<PasswordChangePayload, async_graphql::Error> {
        let (current, new) = (Secret::new(input.current), Secret::new(input.new));
        let user_errors = match ops::change_password(Cx::of(ctx)?, current, new).await {
            Ok(()) => Vec::new(),
            Err(error) => error.into_user_errors()?,
        };
        Ok(PasswordChangePayload { user_errors })
    }
}

fn set_cookie(ctx: &Context<'_>, cookie: String) {
    ctx.append_http_header("set-cookie", cookie);
}
