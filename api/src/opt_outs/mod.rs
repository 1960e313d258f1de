//! Which mail people do without: they say so by the signed link of a letter, per kind of mail.
//!
//! - A kind is chosen by the feature that queues a letter (`Outgoing::kind`); letters about accounts have none and always go.
//! - Whoever does without a kind gets no letter of it any more: [`crate::mail::enqueue`] skips it with the reason `OPTED_OUT`,
//!   and what waits already is skipped at once. The mail log shows both.
//! - It can be taken back: by the person on the page of the same link or as a user, by staff with a reason. The audit keeps both.
//! - Opening the link changes nothing; sending its form, or the one click of a mail program (RFC 8058), does.

mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::OptOutMutation;
pub use query::OptOutQuery;
