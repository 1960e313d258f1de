//! What a signed link of an invitation shows. It needs no policy: its holder got the letter.

use entities::{
    agency, attendee, contact, employer, meeting, meeting::MeetingStatus, partnership, user_account,
};
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::{
    app::Cx,
    error::Result,
    links::{self, Purpose},
};

/// An invitation with what it shows.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Who is invited.
    pub attendee: attendee::Model,
    /// To what.
    pub meeting: meeting::Model,
    /// Whose meeting it is.
    pub partnership: String,
    /// The name of who is invited.
    pub name: String,
}

impl Shown {
    /// Why the invitation cannot be answered (any more); none when it can.
    pub fn closed(&self, cx: &Cx) -> Option<&'static str> {
        if self.meeting.status == MeetingStatus::Cancelled {
            Some("This meeting was called off.")
        } else if self.meeting.status != MeetingStatus::Planned
            || self.meeting.starts_at <= cx.app.clock.now()
        {
            Some("This meeting has begun or is over.")
        } else {
            None
        }
    }
}

/// The invitation of a token; none when the token is none, or the attendee is not on the list any more.
///
/// # Errors
/// Database errors.
pub async fn by_token(cx: &Cx, conn: &impl ConnectionTrait, token: &str) -> Result<Option<Shown>> {
    let Some(Purpose::Rsvp(id)) = links::read(cx, conn, token).await? else {
        return Ok(None);
    };
    let attendee = attendee::Entity::find_by_id(id).one(conn).await?;
    let Some(attendee) = attendee.filter(|row| row.trashed_at.is_none()) else {
        return Ok(None);
    };
    let meeting = meeting::Entity::find_by_id(attendee.meeting_id).one(conn).await?;
    let Some(meeting) = meeting.filter(|row| row.trashed_at.is_none()) else {
        return Ok(None);
    };
    let partnership = partnership::Entity::find_by_id(meeting.partnership_id)
        .one(conn)
        .await?;
    let Some(name) = name(conn, &attendee).await? else {
        return Ok(None);
    };
    Ok(Some(Shown {
        partnership: partnership.map(|row| row.name).unwrap_or_default(),
        name,
        attendee,
        meeting,
    }))
}

/// The name of the person; where nobody is named, that of the employer or agency. None for who is not here any more: the
/// link shows the meeting as it is today, which is not for them.
async fn name(conn: &impl ConnectionTrait, row: &attendee::Model) -> Result<Option<String>> {
    if let Some(id) = row.contact_id {
        let row = contact::Entity::find_by_id(id).one(conn).await?;
        return Ok(row.filter(|row| row.trashed_at.is_none()).map(|row| row.name));
    }
    if let Some(id) = row.user_id {
        let row = user_account::Entity::find_by_id(id).one(conn).await?;
        return Ok(row.filter(|row| row.disabled_at.is_none()).map(|row| row.name));
    }
    if let Some(id) = row.employer_id {
        let row = employer::Entity::find_by_id(id).one(conn).await?;
        return Ok(row.map(|row| row.name));
    }
    let Some(id) = row.agency_id else { return Ok(None) };
    let row = agency::Entity::find_by_id(id).one(conn).await?;
    Ok(row.map(|row| row.name))
}
