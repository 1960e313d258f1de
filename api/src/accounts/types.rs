//! Accounts as GraphQL shows them.

mod user;

pub use user::{User, UserRole};
