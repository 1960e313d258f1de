//! What callers send to come in. Nothing here is printed: it holds passwords.

use async_graphql::InputObject;

/// What you sign in with.
#[derive(Clone, InputObject)]
pub struct SignInInput {
    /// Your e-mail address.
    pub email: String,
    /// Your password.
    pub password: String,
}

/// A change of your password.
#[derive(Clone, InputObject)]
pub struct PasswordChangeInput {
    /// The present password.
    pub current: String,
    /// The new password: at least 12 characters, not your e-mail address.
    pub new: String,
}

/// A password chosen by a link.
#[derive(Clone, InputObject)]
pub struct PasswordSetInput {
    /// The secret of the link: what comes after `/account/`.
    pub token: String,
    /// The new password: at least 12 characters, not your e-mail address.
    pub password: String,
}
