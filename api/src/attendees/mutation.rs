//! Root fields that change the lists of meetings: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{
    attendee,
    ids::{AttendeeId, MeetingId},
};

use super::{
    inputs::AttendeeInviteInput,
    ops, reads,
    types::{Attendee, AttendeeRemovePayload, AttendeesInvitePayload},
};
use crate::{
    app::Cx,
    error::{Result, UserError},
    meetings::{self, types::Meeting},
    scalars::IdOf,
};

/// Root fields that change the lists of meetings.
#[derive(Clone, Copy, Debug, Default)]
pub struct AttendeeMutation;

#[Object]
impl AttendeeMutation {
    /// Puts people on the list of a meeting, and invites those who have no invitation yet by letter. Who is on it already stays as it
    /// is; who was taken off comes back.
    async fn attendees_invite(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The meeting.")] meeting_id: IdOf<MeetingId>,
        #[graphql(desc = "Whom to put on the list; 200 at most.")] input: Vec<AttendeeInviteInput>,
        #[graphql(default = false, desc = "Without letters: people hear of it in another way.")]
        is_silent: bool,
    ) -> Result<AttendeesInvitePayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, meeting_id.get());
        let list = input.into_iter().map(Into::into).collect();
        match ops::invite(cx, id, list, is_silent).await {
            Ok(rows) => {
                let meeting = meetings::reads::by_ids(cx, &[id]).await?.remove(&id);
                Ok(AttendeesInvitePayload {
                    attendees: rows.into_iter().map(Attendee::new).collect(),
                    meeting: meeting.map(Meeting::new),
                    user_errors: Vec::new(),
                })
            }
            Err(error) => Ok(AttendeesInvitePayload {
                attendees: Vec::new(),
                meeting: None,
                user_errors: error.into_user_errors()?,
            }),
        }
    }

    /// Takes an attendee off the list of a meeting. Inviting the person again brings the attendee back.
    async fn attendee_remove(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The attendee's id.")] id: IdOf<AttendeeId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
    ) -> Result<AttendeeRemovePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::remove(cx, id.get(), version).await;
        let (attendee, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AttendeeRemovePayload {
            attendee,
            user_errors,
        })
    }
}

/// The record of an operation, or its errors with the stored record after a conflict.
async fn settled(
    cx: &Cx,
    id: AttendeeId,
    outcome: Result<attendee::Model>,
) -> Result<(Option<Attendee>, Vec<UserError>)> {
    let error = match outcome {
        Ok(row) => return Ok((Some(Attendee::new(row)), Vec::new())),
        Err(error) => error.into_user_errors()?,
    };
    if !UserError::has_conflict(&error) {
        return Ok((None, error));
    }
    let stored = reads::by_ids(cx, &[id]).await?.remove(&id);
    Ok((stored.map(Attendee::new), error))
}
