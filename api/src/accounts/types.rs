//! Accounts as GraphQL shows them.

mod token;
mod user;
mod viewer;

pub use token::{ApiToken, ApiTokenCreatePayload, ApiTokenRevokePayload, Grant};
pub use user::{User, UserRole};
pub use viewer::{
    PasswordChangePayload, SignInPayload, SignOutPayload, UserCreatePayload, UserDisablePayload,
    UserEnablePayload, UserUpdatePayload, Viewer,
};
