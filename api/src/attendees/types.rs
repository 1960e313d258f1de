//! Attendees as GraphQL shows them.

mod attendee;
mod payloads;
mod summary;

use async_graphql::Enum;

pub use attendee::Attendee;
pub use payloads::{
    AttendanceRecordPayload, AttendeeRemovePayload, AttendeeRespondPayload, AttendeeUpdatePayload,
    AttendeesInvitePayload,
};
pub use summary::AttendanceSummary;

/// Whose voice an attendee is: the bodies to be consulted by Perkins V, section 134(d) (wording unverified).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::attendee::Stakeholder")]
pub enum Stakeholder {
    /// Local or regional business or industry.
    Business,
    /// Labor organization.
    Labor,
    /// Teacher or faculty of career and technical education.
    CteEducator,
    /// Teacher or faculty of other subjects.
    AcademicEducator,
    /// Career guidance or school counselor.
    Counselor,
    /// Principal, dean or other administrator.
    Administrator,
    /// State or local workforce board.
    WorkforceBoard,
    /// Student.
    Student,
    /// Parent.
    Parent,
    /// Representative of special populations.
    SpecialPopulations,
    /// Agency that serves out-of-school, homeless or at-risk youth.
    OutOfSchoolYouthAgency,
    /// Indian Tribe or Tribal organization.
    Tribe,
    /// Economic-development body or chamber.
    EconomicDevelopment,
    /// Community or faith-based organization.
    Community,
    /// Somebody else.
    Other,
}

/// The answer to an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::attendee::AttendeeResponse")]
pub enum AttendeeResponse {
    /// None yet.
    NeedsAction,
    /// Comes.
    Accepted,
    /// May come.
    Tentative,
    /// Does not come.
    Declined,
}

/// Whether an attendee came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::attendee::Attendance")]
pub enum Attendance {
    /// Nobody has said yet.
    Unknown,
    /// Came.
    Present,
    /// Did not come.
    Absent,
    /// Did not come and had said so.
    Excused,
}
