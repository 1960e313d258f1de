//! Measurable skill gains: documented progress of participants toward a credential or employment, of five types
//! (20 CFR 677.155(a)(1)(v)).
//!
//! - **Participant**: known by the reference that the serving agency uses; only that agency's people see the gain. Everybody else
//!   sees counts (`outcomes/`).
//! - **Milestone**: agreed with an employer beforehand; it is open until it is achieved.
//! - **Attestation**: a person at the employer is asked by a letter with a signed link (`attestations/`), and says whether the
//!   milestone was reached. The letter tells nothing of the participant; the page tells the milestone and what the agency chose
//!   to show of the person.
//!
//! Rules: a gain is not in the future, and a milestone is not agreed on after it was achieved. Of the gains of a participant in
//! a program year the most recent one counts for the measure; of two on a day the one that was recorded last. Asking again ends
//! the link of the letter before and keeps what was answered. A letter that has not left is withdrawn when the gain or the question
//! changes, and does not leave when the person is gone or has another address: then nobody was asked. Which types suit which
//! delivery of a program is told as a warning: states differ.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::SkillGainMutation;
pub use query::SkillGainQuery;
