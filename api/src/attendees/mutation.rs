//! Root fields that change the lists of meetings: parse, call the operation, wrap the payload.

use async_graphql::{Context, Object};
use entities::{
    attendee,
    ids::{AttendeeId, MeetingId},
};

use super::{
    inputs::{AttendanceInput, AttendeeInviteInput, AttendeeUpdateInput},
    ops, reads,
    types::{
        AttendanceRecordPayload, Attendee, AttendeeRemovePayload, AttendeeRespondPayload, AttendeeResponse,
        AttendeeUpdatePayload, AttendeesInvitePayload,
    },
};
use crate::{
    app::Cx,
    error::{Result, UserError},
    meetings::{self, types::Meeting},
    payload::{self, Settled},
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
        let (attendees, meeting, user_errors) =
            listed(cx, id, ops::invite(cx, id, list, is_silent).await).await?;
        Ok(AttendeesInvitePayload {
            attendees,
            meeting,
            user_errors,
        })
    }

    /// Says who came to a meeting that has begun, or corrects it. Who came without being on the list is invited first.
    async fn attendance_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The meeting.")] meeting_id: IdOf<MeetingId>,
        #[graphql(desc = "Who came and who did not.")] input: Vec<AttendanceInput>,
    ) -> Result<AttendanceRecordPayload, async_graphql::Error> {
        let (cx, id) = (Cx::of(ctx)?, meeting_id.get());
        let marks = input.into_iter().map(Into::into).collect();
        let outcome = ops::record_attendance(cx, id, marks).await;
        let (attendees, meeting, user_errors) = listed(cx, id, outcome).await?;
        Ok(AttendanceRecordPayload {
            attendees,
            meeting,
            user_errors,
        })
    }

    /// Notes what an attendee answered to the invitation, on the attendee's behalf. The last answer counts.
    async fn attendee_respond(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The attendee's id.")] id: IdOf<AttendeeId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The answer.")] response: AttendeeResponse,
    ) -> Result<AttendeeRespondPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::respond(cx, id.get(), version, response.into()).await;
        let (attendee, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AttendeeRespondPayload {
            attendee,
            user_errors,
        })
    }

    /// Changes how many people an attendee is, or whose voice.
    async fn attendee_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The attendee's id.")] id: IdOf<AttendeeId>,
        #[graphql(desc = "The version you read; another one stored is a `CONFLICT`.")] version: i32,
        #[graphql(desc = "The changes.")] input: AttendeeUpdateInput,
    ) -> Result<AttendeeUpdatePayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let (outcome, changes) = payload::apart(ops::update(cx, id.get(), version, input.into()).await);
        let (attendee, user_errors) = settled(cx, id.get(), outcome).await?;
        Ok(AttendeeUpdatePayload {
            attendee,
            changes,
            user_errors,
        })
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

type Listed = (Vec<Attendee>, Option<Meeting>, Vec<UserError>);

/// Attendees of a meeting and the meeting, or the errors.
async fn listed(cx: &Cx, id: MeetingId, outcome: Result<Vec<attendee::Model>>) -> Result<Listed> {
    match outcome {
        Ok(rows) => {
            let meeting = meetings::reads::by_ids(cx, &[id]).await?.remove(&id);
            let attendees = rows.into_iter().map(Attendee::new).collect();
            Ok((attendees, meeting.map(Meeting::new), Vec::new()))
        }
        Err(error) => Ok((Vec::new(), None, error.into_user_errors()?)),
    }
}

/// The attendee of an operation, or its errors with the stored attendee after a conflict.
async fn settled(cx: &Cx, id: AttendeeId, outcome: Result<attendee::Model>) -> Result<Settled<Attendee>> {
    let stored = async { payload::if_there(reads::by_id(cx, cx.app.db.read(), id).await) };
    payload::settled(outcome, Attendee::new, stored).await
}
