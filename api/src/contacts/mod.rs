//! Contacts: the people agencies know at employers and at each other, shared by all agencies.
//!
//! - **Contact**: a person, with e-mail addresses, telephone numbers and preferences. An e-mail address is not unique: people
//!   share inboxes. Who asked not to be contacted is left alone by every agency.
//! - **Affiliation**: the dated link of a person to one employer or one agency, with a title. First and last day are included;
//!   an unknown first day counts as always, no last day as "still there". People move: an affiliation is ended and another
//!   one started, so that "who was there in March" has an answer.
//! - **Primary**: whom to ask first at an employer or agency. At any time there is one at most; making another one primary
//!   takes it from those whose time there reaches today or later. What has ended keeps its mark, as history.
//!
//! Rules: a live contact of the same name with the same e-mail address or the same current employer is a `DUPLICATE` unless
//! the caller insists; the same affiliation twice at the same time is refused; "today" is the clock's day in UTC.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::{AffiliationMutation, ContactMutation};
pub use query::ContactQuery;
