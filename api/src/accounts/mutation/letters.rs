//! Root fields for accounts by mail: invitations, and passwords chosen by a link.

use async_graphql::{Context, Object};
use entities::{ids::UserId, values::Secret};

use crate::{
    accounts::{
        inputs::{PasswordSetInput, UserInviteInput},
        ops,
        types::{
            PasswordResetRequestPayload, PasswordSetPayload, User, UserInvitationResendPayload,
            UserInvitePayload,
        },
    },
    app::Cx,
    error::{Result, UserError},
    http::UserAgent,
    payload,
    scalars::IdOf,
};

/// Root fields for accounts by mail.
#[derive(Clone, Copy, Debug, Default)]
pub struct LetterMutation;

#[Object]
impl LetterMutation {
    /// Adds a user without a password and sends an invitation: a link to choose one, which works once and for a week. An
    /// e-mail address that somebody has makes it a `DUPLICATE`. Without a mail server in the settings the letter waits.
    async fn user_invite(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who is invited.")] input: UserInviteInput,
    ) -> Result<UserInvitePayload, async_graphql::Error> {
        let (user, user_errors) =
            payload::made(ops::invite_user(Cx::of(ctx)?, &input.into()).await, User::new)?;
        Ok(UserInvitePayload { user, user_errors })
    }

    /// Sends an invitation again, with a new link; the one before ends. `STATE` for a user who has a password or no access.
    async fn user_invitation_resend(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their id.")] id: IdOf<UserId>,
    ) -> Result<UserInvitationResendPayload, async_graphql::Error> {
        let (user, user_errors) = payload::made(ops::invite_again(Cx::of(ctx)?, id.get()).await, User::new)?;
        Ok(UserInvitationResendPayload { user, user_errors })
    }

    /// Asks for a letter with a link to choose a new password, which works once and for an hour. Anybody may ask; the answer
    /// is the same for every address, known here or not. After five requests an address waits, as at sign-in
    /// (`RATE_LIMITED`). Takes no `Idempotency-Key`.
    async fn password_reset_request(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The e-mail address.")] email: String,
    ) -> Result<PasswordResetRequestPayload, async_graphql::Error> {
        let user_errors = errors(ops::request_reset(Cx::of(ctx)?, &email).await)?;
        Ok(PasswordResetRequestPayload { user_errors })
    }

    /// Chooses a password by a link from a letter. The link is used up, and every session of the person ends. `STATE` when
    /// the link does not work (any more). Takes no `Idempotency-Key`.
    async fn password_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link and the new password.")] input: PasswordSetInput,
    ) -> Result<PasswordSetPayload, async_graphql::Error> {
        let (token, new) = (Secret::new(input.token), Secret::new(input.password));
        let agent = ctx.data_opt::<UserAgent>().and_then(|agent| agent.0.clone());
        let user_errors = errors(ops::set_password(Cx::of(ctx)?, &token, new, agent.as_deref()).await)?;
        Ok(PasswordSetPayload { user_errors })
    }
}

fn errors(outcome: Result<()>) -> Result<Vec<UserError>> {
    match outcome {
        Ok(()) => Ok(Vec::new()),
        Err(error) => error.into_user_errors(),
    }
}
