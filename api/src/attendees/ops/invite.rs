//! Putting people on the list of a meeting.

use entities::{
    attendee::{self, Attendance, AttendeeResponse},
    ids::MeetingId,
    meeting::{self, MeetingStatus},
};
use sea_orm::ActiveValue::Set;

use super::{Invitee, check_people, named::Named, open_meeting};
use crate::{
    app::Cx,
    attendees::reads,
    checks::Checks,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    meetings, record, reminders,
};

/// People put on a list at once.
pub(crate) const MOST_INVITED: usize = 200;

/// Puts people on the list of a meeting, and invites them by letter unless it is done silently; who is on it already stays as it
/// is. A person who was taken off comes back.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` for a meeting that was cancelled or closed; `LIMIT` for more than 200; with the place in the
/// list `REQUIRED`, `INVALID` and `NOT_FOUND` for what is named.
pub async fn invite(
    cx: &Cx,
    id: MeetingId,
    list: Vec<Invitee>,
    is_silent: bool,
) -> Result<Vec<attendee::Model>> {
    db::write(cx, async |tx| {
        let invited = invite_in(tx, cx, id, &list, "input").await?;
        if !is_silent {
            let meeting = open_meeting(tx, cx, id).await?;
            reminders::ops::tell_invited(tx, cx, &meeting, &invited).await?;
        }
        Ok(invited)
    })
    .await
}

/// [`invite`] inside a transaction and without letters, for series. `at` is where the list is in the input.
///
/// # Errors
/// As [`invite`].
pub async fn invite_in(
    tx: &Tx,
    cx: &Cx,
    id: MeetingId,
    list: &[Invitee],
    at: &str,
) -> Result<Vec<attendee::Model>> {
    let meeting = open_meeting(tx, cx, id).await?;
    check(list, at)?;
    let named = Named::read(tx, cx, list, meetings::reads::day(&meeting)).await?;
    let mut checks = Checks::new();
    for (place, one) in list.iter().enumerate() {
        named.check(one, &format!("{at}.{place}"), &mut checks);
    }
    checks.done()?;
    let mut known = reads::ever_on_list(tx, id).await?;
    let mut invited = Vec::new();
    for one in list {
        let row = drafted(&meeting, one, &named);
        let stored = match known.iter().rev().find(|stored| is_same(stored, &row)) {
            Some(stored) if stored.trashed_at.is_none() => stored.clone(),
            Some(stored) => back(tx, cx, stored).await?,
            None => record::insert::<attendee::Entity>(tx, cx, row).await?,
        };
        known.push(stored.clone());
        invited.push(stored);
    }
    if meeting.status == MeetingStatus::Planned && meeting.starts_at > cx.app.clock.now() {
        reminders::ops::replan(tx, cx, id).await?;
    }
    Ok(invited)
}

/// What can be told without looking anything up.
fn check(list: &[Invitee], at: &str) -> Result<()> {
    if list.len() > MOST_INVITED {
        let message = format!("Name {MOST_INVITED} of them at most at once.");
        return Err(Error::user(UserErrorCode::Limit, at, message));
    }
    let mut checks = Checks::new();
    for (place, one) in list.iter().enumerate() {
        let path = |name: &str| format!("{at}.{place}.{name}");
        let is_person = one.contact_id.is_some() || one.user_id.is_some();
        let is_party = one.employer_id.is_some() || one.agency_id.is_some();
        if !is_person && !is_party {
            let message = "Name a person, an employer or an agency.";
            checks.fail(UserErrorCode::Required, &path("contactId"), message);
        }
        if one.contact_id.is_some() && one.user_id.is_some() {
            let message = "Name a contact or a user, not both.";
            checks.fail(UserErrorCode::Invalid, &path("userId"), message);
        }
        if one.employer_id.is_some() && one.agency_id.is_some() {
            let message = "Name the employer or the agency, not both.";
            checks.fail(UserErrorCode::Invalid, &path("agencyId"), message);
        }
        if let Some(people) = one.people {
            check_people(people, is_person, &path("people"), &mut checks);
        }
    }
    checks.done()
}

fn drafted(meeting: &meeting::Model, one: &Invitee, named: &Named) -> attendee::ActiveModel {
    let party = named.party(one);
    attendee::ActiveModel {
        meeting_id: Set(meeting.id),
        sort_starts_at: Set(meeting.starts_at),
        contact_id: Set(one.contact_id),
        user_id: Set(one.user_id),
        employer_id: Set(party.employer),
        agency_id: Set(party.agency),
        people: Set(one.people.unwrap_or(1)),
        stakeholder: Set(one.stakeholder.or_else(|| named.stakeholder(party))),
        response: Set(AttendeeResponse::NeedsAction),
        attendance: Set(Attendance::Unknown),
        reminders_off: Set(false),
        ..Default::default()
    }
}

/// The same person; where nobody is named, the same employer or agency.
fn is_same(stored: &attendee::Model, row: &attendee::ActiveModel) -> bool {
    let people = (Set(stored.contact_id), Set(stored.user_id));
    let is_named = stored.contact_id.is_some() || stored.user_id.is_some();
    let parties = (Set(stored.employer_id), Set(stored.agency_id));
    people == (row.contact_id.clone(), row.user_id.clone())
        && (is_named || parties == (row.employer_id.clone(), row.agency_id.clone()))
}

/// Puts somebody who was taken off back on the list.
async fn back(tx: &Tx, cx: &Cx, stored: &attendee::Model) -> Result<attendee::Model> {
    let row = attendee::ActiveModel {
        trashed_at: Set(None),
        ..Default::default()
    };
    Ok(record::update::<attendee::Entity>(tx, cx, stored, None, row)
        .await?
        .row)
}
