//! Affirmations: what employers say about credentials and lists of competencies.
//!
//! - **Affirmation**: a person says for an employer, on a day, that a credential or an edition of a list of competencies is
//!   required, preferred or not valued for an occupation. Of an edition single competencies may be rejected.
//! - **Expiry**: the last day it counts, 24 months after it was said unless another is set; five years at most.
//! - **State**: computed, never stored. `SUPERSEDED` by a later affirmation of the same employer, occupation and credential or
//!   edition; else `EXPIRED` after its last day; else `STALE` from the day a newer edition of the list was published; else
//!   `CURRENT`. A newer edition makes what was said about older ones stale, not gone.
//! - **Counts**: different employers per credential or edition and occupation. Who has not said otherwise since counts once.
//!
//! Rules: it belongs to the agency that recorded it, which alone corrects it (conveners do for all); everybody sees it. People
//! move: the person worked for the employer on the day. Employer, credential and edition stay; a mistake in them is put into
//! the trash and recorded anew. An employer in the trash counts for nothing. An affirmation of competencies is evidence of the
//! role `AFFIRM_KSA`, one of a credential of `AFFIRM_CREDENTIALS`.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::AffirmationMutation;
pub use query::AffirmationQuery;
