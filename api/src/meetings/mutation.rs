//! Root fields that change meetings: parse, call the operation, wrap the payload.

use async_graphql::{Context, MaybeUndefined, Object};
use entities::{ids::MeetingId, meeting};

use super::{
    inputs::{
        MeetingHoldInput, MeetingMinutesInput, MeetingRescheduleInput, MeetingScheduleInput,
        MeetingUpdateInput,
    },
    ops, reads,
    types::{
        Meeting, MeetingCancelPayload, MeetingClosePayload, MeetingFileMinutesPayload, MeetingHoldPayload,
        MeetingReopenPayload, MeetingReschedulePayload, MeetingRestorePayload, MeetingSchedulePayload,
        MeetingTrashPayload, MeetingUpdatePayload,
    },
};
use crate::{
    app::Cx,
    error::Result,
    payload::{self, Settled},
    scalars::IdOf,
};

/// Root fields that change meetings.
#[derive(Clone, Copy, Debug, Default)]
pub struct MeetingMutation;

#[Object]
impl MeetingMutation {
    /// Schedules a meeting of a partnership.
    async fn meeting_schedule(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The new meeting.")] input: MeetingScheduleInput,
    ) -> Result<MeetingSchedulePayload, async_graphql::Error> {
        let (meeting, user_errors) =
            payload::made(ops::schedule(Cx::of(ctx)?, input.into()).await, Meeting::new)?;
        Ok(MeetingSchedulePayload { meeting, user_errors })
    }

    /// Changes what a meeting is about, not its time and place.
    async fn meeting_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MeetingId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: MeetingUpdateInput,
    ) -> Result<MeetingUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (meeting, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(MeetingUpdatePayload {
            meeting,
            changes,
            user_errors,
        })
    }

    /// Moves a planned meeting in time or place. A real change raises its `sequence`.
    async fn meeting_reschedule(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MeetingId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The new time or place.")] input: MeetingRescheduleInput,
    ) -> Result<MeetingReschedulePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::reschedule(cx, id.get(), version, input.into()).await);
        let (meeting, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(MeetingReschedulePayload {
            meeting,
            changes,
            user_errors,
        })
    }

    /// Calls a planned meeting off. It stays on the list as cancelled.
    async fn meeting_cancel(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MeetingId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "Why, for those who were invited; 500 characters at most.")] reason: Option<String>,
    ) -> Result<MeetingCancelPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::cancel(cx, id.get(), version, reason).await;
        let (meeting, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(MeetingCancelPayload { meeting, user_errors })
    }

    /// Says that a meeting took place and who came, in one step.
    async fn meeting_hold(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MeetingId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "Who came; can be said later too, by `attendanceRecord`.")] input: Option<
            MeetingHoldInput,
        >,
    ) -> Result<MeetingHoldPayload, async_graphql::Error> {
        let (cx, input) = (Cx::of(ctx)?, input.unwrap_or_default());
        let marks = input.attendance.into_iter().map(Into::into).collect();
        let outcome = ops::hold(cx, id.get(), version, marks, input.others.map(Into::into)).await;
        let (meeting, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(MeetingHoldPayload { meeting, user_errors })
    }

    /// Keeps the minutes of a meeting that was held: as a draft, or filed on a day.
    async fn meeting_file_minutes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MeetingId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The minutes.")] input: MeetingMinutesInput,
    ) -> Result<MeetingFileMinutesPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let filed_on = match input.filed_on {
            MaybeUndefined::Undefined => None,
            MaybeUndefined::Null => Some(None),
            MaybeUndefined::Value(day) => Some(Some(day.0)),
        };
        let (outcome, changes) =
            payload::apart(ops::file_minutes(cx, id.get(), version, input.minutes, filed_on).await);
        let (meeting, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(MeetingFileMinutesPayload {
            meeting,
            changes,
            user_errors,
        })
    }

    /// Closes a meeting that was held: its list does not change any more. Letters to those who were present are drafted; none
    /// leaves before somebody sends it.
    async fn meeting_close(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MeetingId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<MeetingClosePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::close(cx, id.get(), version).await;
        let (meeting, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(MeetingClosePayload { meeting, user_errors })
    }

    /// Opens a closed meeting again, to correct it. Its letters that were not sent are discarded.
    async fn meeting_reopen(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MeetingId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<MeetingReopenPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::reopen(cx, id.get(), version).await;
        let (meeting, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(MeetingReopenPayload { meeting, user_errors })
    }

    /// Puts a meeting into the trash, from which it can be restored. A planned one with people on its list is cancelled first.
    async fn meeting_trash(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MeetingId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<MeetingTrashPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::trash(cx, id.get(), version).await;
        let (meeting, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(MeetingTrashPayload { meeting, user_errors })
    }

    /// Takes a meeting out of the trash.
    async fn meeting_restore(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: IdOf<MeetingId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<MeetingRestorePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::restore(cx, id.get(), version).await;
        let (meeting, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(MeetingRestorePayload { meeting, user_errors })
    }
}

/// The meeting of an operation, or its errors with the stored meeting after a conflict.
async fn settled(cx: &Cx, id: MeetingId, outcome: Result<meeting::Model>) -> Result<Settled<Meeting>> {
    let stored = async { payload::if_there(reads::by_id(cx, cx.app.db.read(), id).await) };
    payload::settled(outcome, Meeting::new, stored).await
}
