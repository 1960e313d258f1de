//! Attendees: who is invited to a meeting, what they answered, who came.
//!
//! - **Attendee**: a person (a contact, or somebody of an agency) and the employer or agency the person speaks for; or an
//!   employer or agency of which nobody is named, with how many people it sends.
//! - **For whom** is a fact of the meeting, not of the person: it is kept with the attendee, so that it stays true when the
//!   person moves to another employer.
//! - **Stakeholder**: whose voice an attendee is; business, where an employer is spoken for, unless somebody says otherwise.
//!
//! - **Attendance**: present, absent, excused; unknown until somebody says.
//!
//! Rules: a person is on the list of a meeting once. Who may change the meeting may change its list, until the meeting is cancelled
//! or closed. An invitation is answered before the meeting is held; who came is said once it has begun.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
pub mod reads;
pub mod types;

pub use mutation::AttendeeMutation;
