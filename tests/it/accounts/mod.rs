//! Coming in, users and API tokens.

mod sign_in;
mod tokens;
mod users;
