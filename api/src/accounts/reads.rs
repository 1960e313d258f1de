//! Selects of accounts: who is behind a credential, and the users, sessions and tokens the actor may see.

mod doors;
pub mod links;
pub mod sessions;
pub mod tokens;
pub mod users;

pub use doors::{ROTATION_GRACE_SECONDS, SessionRow, TokenRow, grants, session, token};
