//! What callers send to come in, and to manage users and tokens.

use async_graphql::InputObject;
use entities::{ids::AgencyId, values::Secret};

use crate::{
    accounts::{
        ops::{NewUser, UserChanges},
        types::{Grant, UserRole},
    },
    scalars::{IdOf, Instant},
};

/// Address and password.
#[derive(InputObject)]
pub struct SignInInput {
    /// The e-mail address of the account.
    pub email: String,
    /// The password.
    pub password: String,
}

/// A new user.
#[derive(InputObject)]
pub struct UserCreateInput {
    /// The person's name; 1 to 200 characters.
    pub name: String,
    /// The e-mail address to sign in with; one account an address.
    pub email: String,
    /// The role.
    pub role: UserRole,
    /// The agency the person works for.
    pub agency_id: IdOf<AgencyId>,
    /// The first password; 12 to 200 characters. Without one the person cannot sign in yet.
    pub password: Option<String>,
}

impl From<UserCreateInput> for NewUser {
    fn from(input: UserCreateInput) -> Self {
        Self {
            name: input.name,
            email: input.email,
            role: input.role.into(),
            agency_id: input.agency_id.get(),
            password: input.password.map(Secret::new),
        }
    }
}

/// Changes of a user: what is absent or null stays.
#[derive(Clone, Debug, Default, InputObject)]
pub struct UserUpdateInput {
    /// The person's name; 1 to 200 characters.
    pub name: Option<String>,
    /// The e-mail address to sign in with; one account an address.
    pub email: Option<String>,
    /// The role.
    pub role: Option<UserRole>,
    /// The agency the person works for.
    pub agency_id: Option<IdOf<AgencyId>>,
}

impl From<UserUpdateInput> for UserChanges {
    fn from(input: UserUpdateInput) -> Self {
        Self {
            name: input.name,
            email: input.email,
            role: input.role.map(Into::into),
            agency_id: input.agency_id.map(IdOf::get),
        }
    }
}

/// A new API token.
#[derive(Clone, Debug, InputObject)]
pub struct ApiTokenCreateInput {
    /// What it is for; 1 to 200 characters.
    pub name: String,
    /// The actions it allows; none that your role does not.
    pub grants: Vec<Grant>,
    /// When it ends; within a year.
    pub expires_at: Instant,
}
