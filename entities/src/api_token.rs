//! A bearer token for programs. It never may do more than the user who made it.

use sea_orm::entity::prelude::*;

use crate::ids::{ApiTokenId, UserId};

/// A row of `api_token`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_token")]
pub struct Model {
    /// Primary key; `token_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApiTokenId,
    /// The user it acts for.
    pub user_id: UserId,
    /// What it is for, in its owner's words.
    pub name: String,
    /// SHA-256 of the token, lower-case hex; unique.
    pub token_hash: String,
    /// Last four characters of the token, to tell tokens apart.
    pub token_hint: String,
    /// What it may do: an array of strings that the policy understands.
    #[sea_orm(column_type = "JsonBinary")]
    pub grants: Json,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When it stops working.
    pub expires_at: DateTimeUtc,
    /// Last use; `None` if never used.
    pub last_used_at: Option<DateTimeUtc>,
    /// When it was revoked; `None` while it works.
    pub revoked_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
