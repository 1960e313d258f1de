//! The caller, and what became of coming in, going out and changing users.

use async_graphql::SimpleObject;

use super::{Grant, User};
use crate::{audit::FieldChange, error::UserError};

/// Whoever is asking.
#[derive(SimpleObject)]
pub struct Viewer {
    /// The person.
    pub user: User,
    /// What the person may do here, by role and by token.
    pub grants: Vec<Grant>,
}

/// What became of signing in.
#[derive(SimpleObject)]
pub struct SignInPayload {
    /// Who came in; null when nobody did.
    pub user: Option<User>,
    /// Why not; an unknown address and a wrong password look the same.
    pub user_errors: Vec<UserError>,
}

/// What became of signing out.
#[derive(SimpleObject)]
pub struct SignOutPayload {
    /// Empty: signing out always works.
    pub user_errors: Vec<UserError>,
}

/// What became of changing one's password.
#[derive(SimpleObject)]
pub struct PasswordChangePayload {
    /// What to mend; empty when the new password holds.
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
