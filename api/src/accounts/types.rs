//! Accounts as GraphQL shows them.

mod grant;
mod link;
mod payloads;
mod session;
mod token;
mod user;
mod viewer;

pub use grant::Grant;
pub use link::{PasswordLink, PasswordLinkPurpose};
pub use payloads::{
    ApiTokenCreatePayload, ApiTokenRevokePayload, PasswordChangePayload, PasswordResetRequestPayload,
    PasswordSetPayload, SessionRevokePayload, SignInPayload, SignOutPayload, UserCreatePayload,
    UserDisablePayload, UserEnablePayload, UserInvitationResendPayload, UserInvitePayload,
    UserPasswordResetPayload, UserUpdatePayload,
};
pub use session::Session;
pub use token::ApiToken;
pub use user::{User, UserRole};
pub use viewer::Viewer;
