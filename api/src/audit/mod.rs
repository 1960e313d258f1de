//! The audit: who changed what, when, in the transaction of the change. Administrators read it.
//!
//! Restricted fields are named, their values are not kept: the audit never rides past the policy. It is only ever added to,
//! and outlives what it tells of. What happened to records about completers is told to administrators of their own agency
//! alone ([`crate::policy::CLOSED`]).

pub mod inputs;
mod ops;
mod query;
mod reads;
pub mod types;

pub use ops::{Event, record, record_owned};
pub use query::AuditQuery;
pub use types::FieldChange;
