//! The rules of attendees.

mod invite;
mod named;
mod remove;

pub use invite::{invite, invite_in};
pub use remove::{remove, remove_in};

use entities::{
    attendee::{self, Stakeholder},
    ids::{AgencyId, ContactId, EmployerId, MeetingId, UserId},
    meeting::{self, MeetingStatus},
};

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use crate::{
    app::Cx,
    db::Tx,
    error::{Error, Result},
    meetings,
    policy::Action,
    record::record,
};

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
