//! The engagement log: who was in touch with an employer, when, about what, and what comes next.
//!
//! - **Engagement**: one dealing with an employer: a visit, a call, a letter. It is an activity, not yet a reportable service.
//! - **Visibility**: `NETWORK` is for every agency, `AGENCY` (the default: notes belong to the agency that wrote them) for
//!   the agency whose log it is, `RESTRICTED` for its author and administrators.
//! - **Last contact** of an employer: the latest live engagement that is neither a mass communication nor restricted. That
//!   *somebody* was in touch is a fact of the network, although the note is not; a restricted engagement moves nothing, so
//!   that it cannot be guessed.
//!
//! Rules: an engagement lies at most a day in the future; its site is the employer's; only its author or an administrator
//! restricts it; a day for the next step needs a next step, and a step that is done is cleared. The audit names what
//! changed in a note and keeps none of its words, because a note may be restricted later.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::EngagementMutation;
pub use query::EngagementQuery;
