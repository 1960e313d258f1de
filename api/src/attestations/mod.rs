//! Attestations: what an employer's person sees and does by the signed link of a letter, without an account.
//!
//! - **Shown**: the milestone, the program, the agency that asks, and how it says that the employer knows the participant; nothing
//!   else of the participant, and nothing of others.
//! - **Answer**: reached, on a day; or not yet. It is given once, with the name of who answers, and the audit names the link. When it is
//!   asked for anew, what was answered before stays (`SkillGain.answers`).
//!
//! A letter that has not left is withdrawn when the gain, the person or the question changes, or another one is written. A link
//! works 60 days, and until the gain or the person who was asked goes into the trash, or it is asked for anew.

pub mod inputs;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::AttestationMutation;
pub use query::AttestationQuery;
