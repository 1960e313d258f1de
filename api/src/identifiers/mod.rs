//! Identifiers: the numbers by which other systems know an employer or one of its establishments, each with its time.
//!
//! - **System**: who issued the number: FEIN, state UI account, UEI and the like. Retention and repeat business are matched
//!   by these numbers, never by names.
//! - **Label**: who may read it. `PUBLIC` and `NETWORK` are open to everybody who sees employers; every other label keeps it
//!   with the agency that recorded it. The policy says so in one place.
//!
//! Rules: values are kept as digits or capitals without ornaments and are checked by the system's own rule; values never reach
//! the audit, a timeline or an error; changes of identifiers that are not open stay off the employer's timeline; a number that a
//! visible identifier of another live employer has is a `DUPLICATE` unless the caller insists, and one that the caller may not
//! see is not told. Numbers end, they are not deleted.

pub mod formats;
pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
pub mod reads;
pub mod types;

pub use mutation::IdentifierMutation;
