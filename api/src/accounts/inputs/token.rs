//! What callers send about API tokens.

use async_graphql::{InputObject, OneofObject};
use entities::{api_token, ids::UserId};
use sea_orm::{ColumnTrait, Condition};

use crate::{
    accounts::{ops::NewToken, types::Grant},
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{IdOf, Instant},
    shared::inputs::{DateTimeFilter, Where, needed},
};

/// A new API token.
#[derive(Clone, Debug, InputObject)]
pub struct ApiTokenCreateInput {
    /// What it is for; 1 to 200 characters.
    pub name: String,
    /// What it allows; at least one action, none that you may not do yourself.
    pub grants: Vec<Grant>,
    /// When it stops working: in the future, a year away at most.
    pub expires_at: Instant,
}

impl ApiTokenCreateInput {
    /// The token for a person.
    pub fn of(self, user_id: UserId) -> NewToken {
        NewToken {
            user_id,
            name: self.name,
            grants: self.grants.into_iter().map(Into::into).collect(),
            expires_at: self.expires_at.0,
        }
    }
}

/// Which API tokens. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ApiTokenWhere {
    /// All of these.
    pub and: Option<Vec<ApiTokenWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<ApiTokenWhere>>,
    /// Not this.
    pub not: Option<Box<ApiTokenWhere>>,
    /// Acts as this person.
    pub user_id: Option<IdOf<UserId>>,
    /// Whether it was revoked (true) or not (false).
    pub is_revoked: Option<bool>,
    /// When it stops working.
    pub expires_at: Option<DateTimeFilter>,
}

impl Where for ApiTokenWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([(self.user_id.is_some(), Action::UserRead)])
    }

    fn own(&self) -> Vec<Condition> {
        use api_token::Column as C;
        let all = || Condition::all();
        let revoked = |is_revoked: bool| {
            if is_revoked {
                C::RevokedAt.is_not_null()
            } else {
                C::RevokedAt.is_null()
            }
        };
        [
            self.user_id.map(|id| all().add(C::UserId.eq(id.get()))),
            self.is_revoked.map(|flag| all().add(revoked(flag))),
            self.expires_at.as_ref().map(|filter| filter.on(C::ExpiresAt)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of API tokens.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum ApiTokenOrder {
    /// By when it was made.
    CreatedAt(SortDirection),
    /// By when it stops working.
    ExpiresAt(SortDirection),
}

impl From<ApiTokenOrder> for Sort<api_token::Column> {
    fn from(order: ApiTokenOrder) -> Self {
        match order {
            ApiTokenOrder::CreatedAt(direction) => Self::directed(api_token::Column::CreatedAt, direction),
            ApiTokenOrder::ExpiresAt(direction) => Self::directed(api_token::Column::ExpiresAt, direction),
        }
    }
}
