//! The rules of attendees.

mod add;
mod attendance;
mod invite;
mod named;
mod remove;
mod respond;
pub mod tally;
mod update;

pub use add::add_in;
pub use attendance::{Mark, record as record_attendance, record_in as record_attendance_in};
pub(crate) use invite::MOST_INVITED;
pub use invite::{invite, invite_in};
pub use remove::{remove, remove_in};
pub use respond::{respond, respond_in};
pub use update::{Draft, update, update_in};

use entities::{
    attendee::{self, Stakeholder},
    ids::{AgencyId, AttendeeId, ContactId, EmployerId, MeetingId, UserId},
    meeting::{self, MeetingStatus},
};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::reads;
use crate::{
    app::Cx,
    checks::Checks,
    db::Tx,
    error::{Error, Result, UserErrorCode},
    meetings,
    policy::Action,
    record::record,
};

/// People of an employer or agency of which nobody is named.
const MOST_PEOPLE: i32 = 1000;

record!(attendee, Attendee, AttendeeId, |row| row.employer_id);

/// Somebody who is to be on the list of a meeting: a person, or an employer or agency of which nobody is named.
#[derive(Clone, Debug, Default)]
pub struct Invitee {
    /// The person, if a contact.
    pub contact_id: Option<ContactId>,
    /// The person, if somebody of an agency.
    pub user_id: Option<UserId>,
    /// For which employer.
    pub employer_id: Option<EmployerId>,
    /// For which agency.
    pub agency_id: Option<AgencyId>,
    /// How many people, where nobody is named.
    pub people: Option<i32>,
    /// Whose voice it is.
    pub stakeholder: Option<Stakeholder>,
}

/// Moves the list along with its meeting: what somebody came to is listed by time.
///
/// # Errors
/// Database errors.
pub(crate) async fn follow(tx: &Tx, meeting: &meeting::Model) -> Result<()> {
    attendee::Entity::update_many()
        .col_expr(attendee::Column::SortStartsAt, Expr::value(meeting.starts_at))
        .filter(attendee::Column::MeetingId.eq(meeting.id))
        .exec(tx)
        .await?;
    Ok(())
}

/// The attendee, when still on the list.
///
/// # Errors
/// `NOT_FOUND`; `STATE` when the attendee was taken off.
async fn on_list(tx: &Tx, cx: &Cx, id: AttendeeId) -> Result<attendee::Model> {
    let before = reads::by_id(cx, tx, id).await?;
    if before.trashed_at.is_some() {
        let meeting = meetings::reads::by_id(cx, tx, before.meeting_id).await?;
        cx.may_for(Action::MeetingManage, meeting.agency_id)?;
        return Err(Error::state(
            "id",
            "This attendee is off the list; invite it again.",
        ));
    }
    Ok(before)
}

/// Who came is known once the meeting has begun.
fn begun(cx: &Cx, meeting: &meeting::Model, path: &str) -> Result<()> {
    if meeting.starts_at > cx.app.clock.now() {
        return Err(Error::state(path, "This meeting has not begun."));
    }
    Ok(())
}

/// A named person is one; an employer or agency sends some.
fn check_people(people: i32, is_person: bool, path: &str, checks: &mut Checks) {
    if is_person && people != 1 {
        checks.fail(UserErrorCode::Invalid, path, "A named person is one.");
    } else if !(1..=MOST_PEOPLE).contains(&people) {
        let message = format!("It is from 1 to {MOST_PEOPLE} people.");
        checks.fail(UserErrorCode::Invalid, path, message);
    }
}

/// The meeting whose list the actor may change.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` when it was cancelled, is closed or in the trash.
pub(crate) async fn open_meeting(tx: &Tx, cx: &Cx, id: MeetingId) -> Result<meeting::Model> {
    let meeting = meetings::reads::by_id(cx, tx, id).await?;
    cx.may_for(Action::MeetingManage, meeting.agency_id)?;
    let message = match (meeting.trashed_at, meeting.status) {
        (Some(_), _) => "This meeting is in the trash; restore it first.",
        (_, MeetingStatus::Cancelled) => "This meeting was cancelled.",
        (_, MeetingStatus::Closed) => "This meeting is closed.",
        _ => return Ok(meeting),
    };
    Err(Error::state("id", message))
}
