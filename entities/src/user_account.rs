//! A person who signs in. The table is not called `user` because that word is reserved in
//! PostgreSQL.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, UserId};
use crate::values::PasswordHash;

/// A row of `user_account`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user_account")]
pub struct Model {
    /// Primary key; `user_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UserId,
    /// The agency the person works for; the scope "own" in the policy.
    pub agency_id: AgencyId,
    /// Name as shown to others.
    pub name: String,
    /// `name`, folded: accents removed, lower case.
    pub name_search: String,
    /// E-mail address as typed; the name one signs in with.
    pub email: String,
    /// Folded e-mail address; unique.
    pub email_search: String,
    /// What the person may do.
    pub role: UserRole,
    /// Password hash; `None` until a password is set, and then nobody can sign in with one.
    pub password_hash: Option<PasswordHash>,
    /// When the account was switched off; `None` while it is in use.
    pub disabled_at: Option<DateTimeUtc>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// Role of a user. What each role may do is written in one place: the policy of the `api` crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum UserRole {
    /// Runs the installation: users, agencies, reference data.
    #[sea_orm(string_value = "ADMIN")]
    Admin,
    /// Runs partnerships, besides all that staff do.
    #[sea_orm(string_value = "CONVENER")]
    Convener,
    /// Records the work with employers.
    #[sea_orm(string_value = "STAFF")]
    Staff,
    /// Reads only.
    #[sea_orm(string_value = "VIEWER")]
    Viewer,
}
