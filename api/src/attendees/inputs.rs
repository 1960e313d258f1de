//! What callers send about attendees.

use async_graphql::{InputObject, MaybeUndefined};
use entities::{
    attendee,
    ids::{AgencyId, AttendeeId, ContactId, EmployerId, UserId},
};

use super::{
    ops::{Draft, Invitee, Mark},
    types::{Attendance, Stakeholder},
};
use crate::{
    scalars::IdOf,
    shared::inputs::{change, replace},
};

/// Somebody to put on the list of a meeting: a person, or an employer or agency of which nobody is named.
#[derive(Clone, Debug, InputObject)]
pub struct AttendeeInviteInput {
    /// The person, when a contact.
    pub contact_id: Option<IdOf<ContactId>>,
    /// The person, when somebody of an agency.
    pub user_id: Option<IdOf<UserId>>,
    /// The employer spoken for; when absent the one where the person works on the day of the meeting.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// The agency spoken for; when absent the one where the person works on the day of the meeting.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// How many people it is, where nobody is named: 1 to 1000; 1 when absent.
    pub people: Option<i32>,
    /// Whose voice it is; when absent `BUSINESS` for an employer, and as the agency's kind says where that leaves no doubt.
    pub stakeholder: Option<Stakeholder>,
}

impl From<AttendeeInviteInput> for Invitee {
    fn from(input: AttendeeInviteInput) -> Self {
        Self {
            contact_id: input.contact_id.map(IdOf::get),
            user_id: input.user_id.map(IdOf::get),
            employer_id: input.employer_id.map(IdOf::get),
            agency_id: input.agency_id.map(IdOf::get),
            people: input.people,
            stakeholder: input.stakeholder.map(Into::into),
        }
    }
}

/// Changes of an attendee: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct AttendeeUpdateInput {
    /// How many people it is, where nobody is named: 1 to 1000.
    pub people: Option<i32>,
    /// Whose voice it is.
    pub stakeholder: MaybeUndefined<Stakeholder>,
}

impl From<AttendeeUpdateInput> for Draft {
    fn from(input: AttendeeUpdateInput) -> Self {
        let row = attendee::ActiveModel {
            people: replace(input.people, |people| people),
            stakeholder: change(input.stakeholder, Into::into),
            ..Default::default()
        };
        Self { row }
    }
}

/// Whether an attendee came.
#[derive(Clone, Debug, InputObject)]
pub struct AttendanceInput {
    /// The attendee.
    pub attendee_id: IdOf<AttendeeId>,
    /// Whether the attendee came.
    pub attendance: Attendance,
    /// How many people came, where nobody is named: 1 to 1000; the number on the list when absent.
    pub people: Option<i32>,
}

impl From<AttendanceInput> for Mark {
    fn from(input: AttendanceInput) -> Self {
        Self {
            attendee: input.attendee_id.get(),
            attendance: input.attendance.into(),
            people: input.people,
        }
    }
}
