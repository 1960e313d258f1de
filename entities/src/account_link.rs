//! A link by which a person chooses a password: works once, and not for long.

use sea_orm::entity::prelude::*;

use crate::ids::{AccountLinkId, UserId};

/// A row of `account_link`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_link")]
pub struct Model {
    /// Primary key; `account_link_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountLinkId,
    /// Whose password it sets.
    pub user_id: UserId,
    /// What it was sent for.
    pub purpose: LinkPurpose,
    /// SHA-256 of the link's secret, in hex; unique.
    pub token_hash: String,
    /// When it was sent.
    pub created_at: DateTimeUtc,
    /// When it stops working.
    pub expires_at: DateTimeUtc,
    /// When it was used; `None` if it was not.
    pub used_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What a link was sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum LinkPurpose {
    /// To choose the first password.
    #[sea_orm(string_value = "INVITATION")]
    Invitation,
    /// To choose another password.
    #[sea_orm(string_value = "PASSWORD_RESET")]
    PasswordReset,
}
