//! Openings and forecasts: what employers have to fill, or expect to have to fill, and what they require of those who do.
//!
//! - **Opening**: positions of one occupation that an employer seeks people for; some of them may be filled already.
//! - **Forecast**: positions that it expects to seek people for, within a horizon of days.
//! - **Requirement**: a credential on record, or something in words, with how strongly it is asked for (the terms of the Job Data
//!   Exchange).
//! - **Visibility**: as of engagements. `NETWORK` is for every agency, `AGENCY` (the default) for the agency that recorded it,
//!   `RESTRICTED` for its author and administrators.
//!
//! Rules: the occupation is a detailed one; a forecast has an end; no more positions are filled than there are; what a source
//! said lies not in the future; a requirement names a credential or is in words, not both; only its author or an administrator
//! restricts one. The audit names what changed and keeps no words, wages or numbers of positions, because an opening may be
//! restricted later.
//!
//! **Totals** are sums over employers of what the whole network may see. What one or two employers said is not a sum but their
//! answer: such a number is hidden, and says why.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::OpeningMutation;
pub use query::OpeningQuery;
