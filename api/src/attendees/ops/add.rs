//! Putting somebody on a list together with what is known already: who came, what was answered.

use entities::{
    attendee::{self, Attendance, AttendeeResponse},
    meeting::MeetingStatus,
};
use sea_orm::ActiveValue::{self, Set};

use super::{Draft, Invitee, begun, check_people, named::Named, open_meeting};
use crate::{
    app::Cx,
    checks::Checks,
    db::Tx,
    error::{Error, Result, UserErrorCode},
    meetings, record, reminders,
};

/// Adds an attendee inside a transaction and without a letter, for imports.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` for a meeting that was cancelled or closed, and for attendance before it has begun;
/// `REQUIRED`, `INVALID` and `NOT_FOUND` for what is named.
pub async fn add_in(tx: &Tx, cx: &Cx, draft: Draft) -> Result<attendee::Model> {
    let mut row = draft.row;
    let Set(meeting) = row.meeting_id else {
        let message = "Say which meeting.";
        return Err(Error::user(UserErrorCode::Required, "input.meetingId", message));
    };
    let meeting = open_meeting(tx, cx, meeting).await?;
    let one = invitee(&row);
    let is_person = one.contact_id.is_some() || one.user_id.is_some();
    if !is_person && one.employer_id.is_none() && one.agency_id.is_none() {
        let message = "Name a person, an employer or an agency.";
        return Err(Error::user(UserErrorCode::Required, "input.contactId", message));
    }
    let list = std::slice::from_ref(&one);
    let named = Named::read(tx, cx, list, meetings::reads::day(&meeting)).await?;
    let mut checks = Checks::new();
    named.check(&one, "input", &mut checks);
    check_people(one.people.unwrap_or(1), is_person, "input.people", &mut checks);
    checks.done()?;
    let attendance = set(&row.attendance).unwrap_or(Attendance::Unknown);
    if attendance != Attendance::Unknown {
        begun(cx, &meeting, "input.attendance")?;
    }
    let party = named.party(&one);
    row.sort_starts_at = Set(meeting.starts_at);
    row.employer_id = Set(party.employer);
    row.agency_id = Set(party.agency);
    row.people = Set(one.people.unwrap_or(1));
    row.stakeholder = Set(one.stakeholder.or_else(|| named.stakeholder(party)));
    row.attendance = Set(attendance);
    row.response = Set(set(&row.response).unwrap_or(AttendeeResponse::NeedsAction));
    row.reminders_off = Set(set(&row.reminders_off).unwrap_or(false));
    let added = record::insert::<attendee::Entity>(tx, cx, row).await?;
    if meeting.status == MeetingStatus::Planned && meeting.starts_at > cx.app.clock.now() {
        reminders::ops::replan(tx, cx, meeting.id).await?;
    }
    Ok(added)
}

/// Whom a row names.
fn invitee(row: &attendee::ActiveModel) -> Invitee {
    Invitee {
        contact_id: set(&row.contact_id).flatten(),
        user_id: set(&row.user_id).flatten(),
        employer_id: set(&row.employer_id).flatten(),
        agency_id: set(&row.agency_id).flatten(),
        people: set(&row.people),
        stakeholder: set(&row.stakeholder).flatten(),
    }
}

fn set<T: Copy + Into<sea_orm::Value>>(value: &ActiveValue<T>) -> Option<T> {
    match value {
        Set(value) => Some(*value),
        _ => None,
    }
}
