//! What callers send about users.

use async_graphql::{InputObject, OneofObject};
use entities::{ids::AgencyId, user_account, values::Secret};
use sea_orm::{ColumnTrait, Condition};

use crate::{
    accounts::{ops::NewUser, types::UserRole},
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::IdOf,
    shared::inputs::{StringFilter, Where, every_word, needed, replace},
    text,
};

/// A new user.
#[derive(Clone, InputObject)]
pub struct UserCreateInput {
    /// The name; 1 to 200 characters.
    pub name: String,
    /// The work e-mail address, which nobody else has; the name one signs in with.
    pub email: String,
    /// What the person may do.
    pub role: UserRole,
    /// The agency the person works for.
    pub agency_id: IdOf<AgencyId>,
    /// The first password: at least 12 characters, not the e-mail address. Without one the person cannot sign in yet. For a person of
    /// an agency that is not yours `FORBIDDEN`: invite the person instead.
    pub password: Option<String>,
}

/// Somebody to be invited.
#[derive(Clone, Debug, InputObject)]
pub struct UserInviteInput {
    /// The name; 1 to 200 characters.
    pub name: String,
    /// The work e-mail address, which nobody else has; the name one signs in with.
    pub email: String,
    /// What the person may do.
    pub role: UserRole,
    /// The agency the person works for.
    pub agency_id: IdOf<AgencyId>,
}

impl From<UserInviteInput> for NewUser {
    fn from(input: UserInviteInput) -> Self {
        Self {
            agency_id: input.agency_id.get(),
            name: input.name,
            email: input.email,
            role: input.role.into(),
            password: None,
        }
    }
}

/// Changes of a user: what is absent stays.
#[derive(Clone, Debug, Default, InputObject)]
pub struct UserUpdateInput {
    /// The name; 1 to 200 characters.
    pub name: Option<String>,
    /// The work e-mail address, which nobody else has; the name one signs in with.
    pub email: Option<String>,
    /// What the person may do; of oneself `FORBIDDEN`.
    pub role: Option<UserRole>,
    /// The agency the person works for; of oneself `FORBIDDEN`. Another one ends the person's sessions, API tokens
    /// and calendar feeds.
    pub agency_id: Option<IdOf<AgencyId>>,
}

impl From<UserCreateInput> for NewUser {
    fn from(input: UserCreateInput) -> Self {
        Self {
            agency_id: input.agency_id.get(),
            name: input.name,
            email: input.email,
            role: input.role.into(),
            password: input.password.map(Secret::new),
        }
    }
}

impl From<UserUpdateInput> for user_account::ActiveModel {
    fn from(input: UserUpdateInput) -> Self {
        Self {
            name: replace(input.name, |name| name),
            email: replace(input.email, |address| address),
            role: replace(input.role, Into::into),
            agency_id: replace(input.agency_id, IdOf::get),
            ..Default::default()
        }
    }
}

/// Which users. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct UserWhere {
    /// All of these.
    pub and: Option<Vec<UserWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<UserWhere>>,
    /// Not this.
    pub not: Option<Box<UserWhere>>,
    /// The name.
    pub name: Option<StringFilter>,
    /// The e-mail address.
    pub email: Option<StringFilter>,
    /// The role, one of these.
    pub role: Option<Vec<UserRole>>,
    /// Works for this agency. Needs the right to read agencies.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// Whether their access has ended (true) or not (false).
    pub is_disabled: Option<bool>,
    /// Every word occurs in the name, without case and accents.
    pub search: Option<String>,
}

impl Where for UserWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([(self.agency_id.is_some(), Action::AgencyRead)])
    }

    fn own(&self) -> Vec<Condition> {
        use user_account::Column as C;
        let all = || Condition::all();
        let roles = |list: &Vec<UserRole>| {
            list.iter()
                .map(|one| user_account::UserRole::from(*one))
                .collect::<Vec<_>>()
        };
        let disabled = |is_disabled: bool| {
            if is_disabled {
                C::DisabledAt.is_not_null()
            } else {
                C::DisabledAt.is_null()
            }
        };
        [
            self.name.as_ref().map(|filter| filter.on(C::NameSearch)),
            self.email
                .as_ref()
                .map(|filter| filter.on_as(C::EmailSearch, text::email_key)),
            self.role
                .as_ref()
                .map(|list| all().add(C::Role.is_in(roles(list)))),
            self.agency_id.map(|id| all().add(C::AgencyId.eq(id.get()))),
            self.is_disabled.map(|flag| all().add(disabled(flag))),
            self.search.as_ref().map(|text| every_word(C::NameSearch, text)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of users.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum UserOrder {
    /// By name, without case and accents.
    Name(SortDirection),
    /// By e-mail address.
    Email(SortDirection),
    /// By when the record was last changed.
    UpdatedAt(SortDirection),
}

impl From<UserOrder> for Sort<user_account::Column> {
    fn from(order: UserOrder) -> Self {
        match order {
            UserOrder::Name(direction) => Self::directed(user_account::Column::NameSearch, direction),
            UserOrder::Email(direction) => Self::directed(user_account::Column::EmailSearch, direction),
            UserOrder::UpdatedAt(direction) => Self::directed(user_account::Column::UpdatedAt, direction),
        }
    }
}
