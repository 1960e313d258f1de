//! Accounts: agencies' people, how they come in, and how they are kept out.
//!
//! - A user has one role (admin, convener, staff, viewer) in one agency. Nobody is admin by default: the command line makes
//!   the first one.
//! - Nobody changes the own role or agency. Who is moved to another agency signs in anew: sessions and API tokens end, and the audit
//!   tells both agencies.
//! - A session is a row with the hash of a random token; the cookie holds the token. It ends when idle, and absolutely; its
//!   token changes while it is used.
//! - An API token is shown once and stored hashed; it has a name, an end, and a list of the actions it allows. What is not
//!   on the list is closed, also for actions added later.
//! - An invitation and a forgotten password come as a link by mail: used once, over after a while. A sign-in by a browser that
//!   was not used before is told by mail.
//! - Failed sign-ins slow the next ones down and lock the door for a while, per address, known or not.

pub mod cookies;
pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
pub mod passwords;
mod query;
pub mod reads;
pub mod secrets;
pub mod types;
pub mod upkeep;

pub use mutation::{ApiTokenMutation, DoorMutation, LetterMutation, UserMutation};
pub use query::AccountQuery;
