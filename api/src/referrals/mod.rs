//! Referrals: completers who were referred to employers, and how far that went.
//!
//! - **Stage**: `REFERRED`, then `INTERVIEWED`, `OFFERED`, `HIRED`; or it ends as `NOT_SELECTED` or `WITHDRAWN`. [`ops::way`] is the
//!   whole table of steps.
//! - **Step**: the history of a referral, kept with it.
//!
//! Rules: a referral belongs to the agency of its completer and is seen by nobody else. It only goes forward; recording the hire
//! brings it to `HIRED`, and putting that hire into the trash takes it back to where it stood before. Days follow one another.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::ReferralMutation;
pub use query::ReferralQuery;
