//! Accounts as GraphQL shows them.

mod grant;
mod payloads;
mod session;
mod token;
mod user;
mod viewer;

pub use grant::Grant;
pub use payloads::{
    ApiTokenCreatePayload, ApiTokenRevokePayload, PasswordChangePayload, SessionRevokePayload, SignInPayload,
    SignOutPayload, UserCreatePayload, UserDisablePayload, UserEnablePayload, UserPasswordResetPayload,
    UserUpdatePayload,
};
pub use session::Session;
pub use token::ApiToken;
pub use user::{User, UserRole};
pub use viewer::Viewer;
