//! Root fields by which invitations are answered.

use async_graphql::{Context, Object};

use super::{
    ops,
    types::{AttendeeRespondByLinkPayload, Invitation},
};
use crate::{app::Cx, attendees::types::AttendeeResponse, payload};

/// Root fields by which invitations are answered.
#[derive(Clone, Copy, Debug, Default)]
pub struct InvitationMutation;

#[Object]
impl InvitationMutation {
    /// Answers an invitation by the token of its link. The last answer counts, while the meeting is ahead; later, or when it
    /// was called off, `STATE`. `NOT_FOUND` when the link does not work (any more).
    async fn attendee_respond_by_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token: what comes after `/rsvp/`.")] token: String,
        #[graphql(desc = "The answer; `NEEDS_ACTION` is none.")] response: AttendeeResponse,
    ) -> Result<AttendeeRespondByLinkPayload, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        let outcome = ops::respond(cx, &token, response.into()).await;
        let (invitation, user_errors) = payload::made(outcome, |shown| Invitation::new(cx, shown))?;
        Ok(AttendeeRespondByLinkPayload {
            invitation,
            user_errors,
        })
    }
}
