//! Answering an invitation by its link.

use entities::attendee::AttendeeResponse;

use super::reads::{self, Shown};
use crate::{
    app::Cx,
    attendees, db,
    error::{Error, Result},
    links,
};

/// Notes what the holder of a link answered. The same answer again changes nothing.
///
/// # Errors
/// `NOT_FOUND` at `token` when the link is none (any more); `INVALID` for an answer that says nothing; `STATE` when the meeting
/// was called off or has begun.
pub async fn respond(cx: &Cx, token: &str, response: AttendeeResponse) -> Result<Shown> {
    let cx = &links::holder(cx);
    db::write(cx, async |tx| {
        let found = reads::by_token(cx, tx, token).await?;
        let shown = found.ok_or_else(links::no_link)?;
        if response == AttendeeResponse::NeedsAction {
            return Err(Error::invalid("response", "Say whether you will come."));
        }
        if let Some(message) = shown.closed(cx) {
            return Err(Error::state("token", message));
        }
        if shown.attendee.response == response {
            return Ok(shown);
        }
        let attendee = attendees::ops::respond_in(tx, cx, shown.attendee.id, None, response).await?;
        Ok(Shown { attendee, ..shown })
    })
    .await
}
