//! Links by which people choose a password.

use async_graphql::{Enum, SimpleObject};
use entities::{account_link, user_account};

use crate::scalars::Instant;

/// What a link was sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::account_link::LinkPurpose")]
pub enum PasswordLinkPurpose {
    /// To choose the first password.
    Invitation,
    /// To choose another password.
    PasswordReset,
}

/// A link by which a person chooses a password, while it works.
#[derive(Clone, Debug, SimpleObject)]
pub struct PasswordLink {
    /// What it was sent for.
    pub purpose: PasswordLinkPurpose,
    /// The person's name.
    pub name: String,
    /// The person's e-mail address: the name one signs in with.
    pub email: String,
    /// When it stops working.
    pub expires_at: Instant,
}

impl PasswordLink {
    /// The link of a row and whose it is.
    pub fn new(link: &account_link::Model, user: user_account::Model) -> Self {
        Self {
            purpose: link.purpose.into(),
            name: user.name,
            email: user.email,
            expires_at: Instant(link.expires_at),
        }
    }
}
