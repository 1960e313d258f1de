//! Invitations as GraphQL shows them to who holds their link.

use async_graphql::SimpleObject;

use super::reads::Shown;
use crate::{
    app::Cx,
    attendees::types::AttendeeResponse,
    clock::zones::{Zone, span_in_words},
    error::UserError,
    meetings::types::MeetingStatus,
    scalars::Instant,
};

/// An invitation to a meeting, as who is invited sees it.
#[derive(Clone, Debug, SimpleObject)]
pub struct Invitation {
    /// Who is invited: the person, or the employer or agency of which nobody is named.
    pub name: String,
    /// What the meeting is called.
    pub title: String,
    /// The partnership or board whose meeting it is.
    pub partnership: String,
    /// When it is, in words, on the clocks of its place: `Wednesday, 10 March 2027, 9:00 am to 10:30 am MST`.
    pub when: String,
    /// When it starts.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// The zone of its place, by its IANA name.
    pub time_zone: String,
    /// Where people meet.
    pub place: Option<String>,
    /// Web address where people meet.
    pub link: Option<String>,
    /// What is to be talked about, in Markdown.
    pub agenda: Option<String>,
    /// What became of the meeting.
    pub status: MeetingStatus,
    /// Why it was called off.
    pub cancelled_reason: Option<String>,
    /// The answer so far.
    pub response: AttendeeResponse,
    /// When that was answered.
    pub responded_at: Option<Instant>,
    /// Whether it can be answered (again): the meeting is ahead and was not called off.
    pub can_respond: bool,
}

impl Invitation {
    /// The invitation with what it shows.
    pub fn new(cx: &Cx, shown: Shown) -> Self {
        let can_respond = shown.closed(cx).is_none();
        let Shown {
            attendee,
            meeting,
            partnership,
            name,
        } = shown;
        let zone = Zone::named(&meeting.time_zone).unwrap_or_else(Zone::utc);
        Self {
            name,
            partnership,
            when: span_in_words(&zone, meeting.starts_at, meeting.ends_at),
            title: meeting.title,
            starts_at: Instant(meeting.starts_at),
            ends_at: Instant(meeting.ends_at),
            time_zone: meeting.time_zone,
            place: meeting.place,
            link: meeting.link,
            agenda: meeting.agenda,
            status: meeting.status.into(),
            cancelled_reason: meeting.cancelled_reason,
            response: attendee.response.into(),
            responded_at: attendee.responded_at.map(Instant),
            can_respond,
        }
    }
}

/// What became of answering an invitation by its link.
#[derive(SimpleObject)]
pub struct AttendeeRespondByLinkPayload {
    /// The invitation as it stands now; null when the answer was not noted.
    pub invitation: Option<Invitation>,
    /// What to mend; empty when the answer was noted.
    pub user_errors: Vec<UserError>,
}
