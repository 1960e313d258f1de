//! Root fields that change meetings: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{ids::MeetingId, meeting};

use super::{
    inputs::{MeetingRescheduleInput, MeetingScheduleInput, MeetingUpdateInput},
    ops, reads,
    types::{
        Meeting, MeetingCancelPayload, MeetingReschedulePayload, MeetingRestorePayload,
        MeetingSchedulePayload, MeetingTrashPayload, MeetingUpdatePayload,
    },
};
use crate::{
    app::Cx,
    audit::FieldChange,
    error::{Result, UserError},
    record::Updated,
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
        let (meeting, user_errors) = match ops::schedule(Cx::of(ctx)?, input.into()).await {
            Ok(row) => (Some(Meeting::new(row)), Vec::new()),
            Err(error) => (None, error.into_user_errors()?),
        };
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
        let outcome = ops::update(cx, id.get(), version, input.into()).await;
        let (meeting, changes, user_errors) = changed(cx, id.get(), outcome).await?;
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
        let outcome = ops::reschedule(cx, id.get(), version, input.into()).await;
        let (meeting, changes, user_errors) = changed(cx, id.get(), outcome).await?;
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

type Changed = (Option<Meeting>, Vec<FieldChange>, Vec<UserError>);

/// The record of a change and what changed, or its errors with the stored record after a conflict.
async fn changed(cx: &Cx, id: MeetingId, outcome: Result<Updated<meeting::Model>>) -> Result<Changed> {
    match outcome {
        Ok(updated) => Ok((Some(Meeting::new(updated.row)), updated.changes, Vec::new())),
        Err(error) => {
            let (meeting, errors) = settled(cx, id, Err(error)).await?;
            Ok((meeting, Vec::new(), errors))
        }
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: MeetingId,
    outcome: Result<meeting::Model>,
) -> Result<(Option<Meeting>, Vec<UserError>)> {
    match outcome {
        Ok(row) => Ok((Some(Meeting::new(row)), Vec::new())),
        Err(error) => {
            let user_errors = error.into_user_errors()?;
            Ok((stored(cx, id, &user_errors).await?, user_errors))
        }
    }
}

/// After a conflict the stored record, so that a page can show both.
async fn stored(cx: &Cx, id: MeetingId, errors: &[UserError]) -> Result<Option<Meeting>> {
    if !UserError::has_conflict(errors) {
        return Ok(None);
    }
    Ok(reads::by_ids(cx, &[id]).await?.remove(&id).map(Meeting::new))
}
