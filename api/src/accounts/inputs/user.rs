//! What callers send about users.

use async_graphql::{InputObject, OneofObject};
use entities::{ids::AgencyId, user_account};
use sea_orm::{ColumnTrait, Condition};

use crate::{
    accounts::types::UserRole,
    paging::{Sort, SortDirection},
    scalars::IdOf,
    shared::inputs::{StringFilter, Where, every_word},
};

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
    /// Works for this agency.
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
            self.email.as_ref().map(|filter| filter.on(C::EmailSearch)),
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
