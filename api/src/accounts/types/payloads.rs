//! What became of changes of accounts.

use async_graphql::SimpleObject;

use super::{ApiToken, Session, User, Viewer};
use crate::{audit::FieldChange, error::UserError};

/// What became of signing in.
#[derive(SimpleObject)]
pub struct SignInPayload {
    /// The person who signed in; null when it failed.
    pub viewer: Option<Viewer>,
    /// What went wrong; empty when the session cookie was set. `RATE_LIMITED` tells the seconds to wait as `retryAfter`.
    pub user_errors: Vec<UserError>,
}

/// What became of signing out.
#[derive(SimpleObject)]
pub struct SignOutPayload {
    /// What went wrong; empty when the session has ended.
    pub user_errors: Vec<UserError>,
}

/// What became of ending a session.
#[derive(SimpleObject)]
pub struct SessionRevokePayload {
    /// The session as it was; null when none was ended.
    pub session: Option<Session>,
    /// What to mend; empty when it has ended.
    pub user_errors: Vec<UserError>,
}

/// What became of changing your password.
#[derive(SimpleObject)]
pub struct PasswordChangePayload {
    /// What to mend; empty when the new password holds.
    pub user_errors: Vec<UserError>,
}

/// What became of asking for a new password. It tells nothing about who has the address.
#[derive(SimpleObject)]
pub struct PasswordResetRequestPayload {
    /// What to mend; empty when a letter is sent to whoever has the address.
    pub user_errors: Vec<UserError>,
}

/// What became of choosing a password by a link.
#[derive(SimpleObject)]
pub struct PasswordSetPayload {
    /// What to mend; empty when the new password holds.
    pub user_errors: Vec<UserError>,
}

/// What became of inviting somebody.
#[derive(SimpleObject)]
pub struct UserInvitePayload {
    /// The new user, without a password yet; null when nobody was invited.
    pub user: Option<User>,
    /// What to mend; empty when the letter waits to be sent.
    pub user_errors: Vec<UserError>,
}

/// What became of sending an invitation again.
#[derive(SimpleObject)]
pub struct UserInvitationResendPayload {
    /// The user; null when no letter was written.
    pub user: Option<User>,
    /// What to mend; empty when the letter waits to be sent.
    pub user_errors: Vec<UserError>,
}

/// What became of adding a user.
#[derive(SimpleObject)]
pub struct UserCreatePayload {
    /// The new user; null when nobody was added.
    pub user: Option<User>,
    /// What to mend; empty when the user was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing a user.
#[derive(SimpleObject)]
pub struct UserUpdatePayload {
    /// The user as stored now; after a `CONFLICT` as somebody else left it.
    pub user: Option<User>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of ending a user's access.
#[derive(SimpleObject)]
pub struct UserDisablePayload {
    /// The user as stored now.
    pub user: Option<User>,
    /// What to mend; empty when the access has ended.
    pub user_errors: Vec<UserError>,
}

/// What became of giving a user access again.
#[derive(SimpleObject)]
pub struct UserEnablePayload {
    /// The user as stored now.
    pub user: Option<User>,
    /// What to mend; empty when the user has access.
    pub user_errors: Vec<UserError>,
}

/// What became of giving a user a new password.
#[derive(SimpleObject)]
pub struct UserPasswordResetPayload {
    /// The user as stored now; null when nothing was changed.
    pub user: Option<User>,
    /// What to mend; empty when the new password holds.
    pub user_errors: Vec<UserError>,
}

/// What became of making an API token.
#[derive(SimpleObject)]
pub struct ApiTokenCreatePayload {
    /// The new token; null when none was made.
    pub api_token: Option<ApiToken>,
    /// Its secret: shown here once and kept nowhere.
    pub secret: Option<String>,
    /// What to mend; empty when it was made.
    pub user_errors: Vec<UserError>,
}

/// What became of revoking an API token.
#[derive(SimpleObject)]
pub struct ApiTokenRevokePayload {
    /// The token as stored now.
    pub api_token: Option<ApiToken>,
    /// What to mend; empty when it no longer works.
    pub user_errors: Vec<UserError>,
}
