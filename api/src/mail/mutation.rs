//! Root fields that send letters now or call them off.

use async_graphql::{Context, Object};
use entities::ids::MailId;

use super::{
    ops,
    types::{Mail, MailCancelPayload, MailSendNowPayload},
};
use crate::{app::Cx, error::Result, payload, scalars::IdOf};

/// Root fields that send letters now or call them off.
#[derive(Clone, Copy, Debug, Default)]
pub struct MailMutation;

#[Object]
impl MailMutation {
    /// Sends a letter as soon as possible: one that waits, failed or was skipped. Its address may have letters again, whatever
    /// it refused. `STATE` when it was sent or called off, is of no use any more, held a link that is not kept, or was to ask about a
    /// skill gain and was skipped untried: ask again there.
    async fn mail_send_now(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MailId>,
    ) -> Result<MailSendNowPayload, async_graphql::Error> {
        let (mail, user_errors) = payload::made(ops::send_now(Cx::of(ctx)?, id.get()).await, Mail::new)?;
        Ok(MailSendNowPayload { mail, user_errors })
    }

    /// Calls a letter off that waits. `STATE` when it does not wait any more or is being sent at this moment.
    async fn mail_cancel(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MailId>,
    ) -> Result<MailCancelPayload, async_graphql::Error> {
        let (mail, user_errors) = payload::made(ops::cancel(Cx::of(ctx)?, id.get()).await, Mail::new)?;
        Ok(MailCancelPayload { mail, user_errors })
    }
}
