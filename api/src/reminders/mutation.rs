//! Root fields about reminders: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{
    ids::{AttendeeId, ReminderId, ReminderRuleId},
    reminder_rule,
};

use super::{
    inputs::{ReminderRuleAddInput, ReminderRuleChangeInput},
    ops, reads,
    types::{
        AttendeeMutePayload, Reminder, ReminderRule, ReminderRuleAddPayload, ReminderRuleChangePayload,
        ReminderRuleEndPayload, ReminderSendNowPayload,
    },
};
use crate::{
    app::Cx,
    attendees::{self, types::Attendee},
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields about reminders.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReminderMutation;

#[Object]
impl ReminderMutation {
    /// Adds a rule about reminders, and plans the reminders it calls for.
    async fn reminder_rule_add(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new rule.")] input: ReminderRuleAddInput,
    ) -> Result<ReminderRuleAddPayload, async_graphql::Error> {
        let added = match input.rule() {
            Ok((owner, timing)) => ops::add(Cx::of(ctx)?, owner, timing).await,
            Err(error) => Err(error),
        };
        let (reminder_rule, user_errors) = payload::made(added, ReminderRule::new)?;
        Ok(ReminderRuleAddPayload {
            reminder_rule,
            user_errors,
        })
    }

    /// Ends a rule and adds one with another offset or audience in its stead. What was sent by the old one stays, and the new
    /// one reminds of its own.
    async fn reminder_rule_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ReminderRuleId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "What is to be different.")] input: ReminderRuleChangeInput,
    ) -> Result<ReminderRuleChangePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let audience = input.audience.map(Into::into);
        let changed = match input.offset.map(|offset| offset.offset()).transpose() {
            Ok(offset) => ops::change(cx, id.get(), version, offset, audience).await,
            Err(error) => Err(error),
        };
        let (reminder_rule, user_errors) = settled(cx, id.get(), changed).await?;
        Ok(ReminderRuleChangePayload {
            reminder_rule,
            user_errors,
        })
    }

    /// Ends a rule, and cancels the reminders that were planned by it. A meeting without rules of its own follows its
    /// partnership's again.
    async fn reminder_rule_end(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ReminderRuleId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<ReminderRuleEndPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let ended = ops::end(cx, id.get(), version).await;
        let (reminder_rule, user_errors) = settled(cx, id.get(), ended).await?;
        Ok(ReminderRuleEndPayload {
            reminder_rule,
            user_errors,
        })
    }

    /// Sends a reminder as soon as possible: one that is planned, was skipped or has failed. `STATE` when it is in the outbox, was
    /// sent or cancelled, when the meeting has begun or moved since, and when there is nobody to write to.
    async fn reminder_send_now(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<ReminderId>,
    ) -> Result<ReminderSendNowPayload, async_graphql::Error> {
        let sent = ops::send_now(Cx::of(ctx)?, id.get()).await;
        let (reminder, user_errors) = payload::made(sent, Reminder::new)?;
        Ok(ReminderSendNowPayload {
            reminder,
            user_errors,
        })
    }

    /// Says whether somebody on the list of a meeting is not to be reminded of it. What was sent stays.
    async fn attendee_mute(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The attendee's id.")] id: IdOf<AttendeeId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(default = true, desc = "True to remind no more, false to remind again.")] is_muted: bool,
    ) -> Result<AttendeeMutePayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, id.get());
        let outcome = ops::mute(cx, id, version, is_muted).await;
        let stored = async { Ok(attendees::reads::by_ids(cx, &[id]).await?.remove(&id)) };
        let (attendee, user_errors) = payload::settled(outcome, Attendee::new, stored).await?;
        Ok(AttendeeMutePayload {
            attendee,
            user_errors,
        })
    }
}

/// The rule of an operation, or its errors with the stored rule after a conflict.
async fn settled(
    cx: &Cx,
    id: ReminderRuleId,
    outcome: Result<reminder_rule::Model>,
) -> Result<Settled<ReminderRule>> {
    payload::settled(outcome, ReminderRule::new, async {
        Ok(reads::by_ids(cx, &[id]).await?.remove(&id))
    })
    .await
}
