//! A browser that a person signed in with before.

use sea_orm::entity::prelude::*;

use crate::ids::UserId;

/// A row of `known_browser`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "known_browser")]
pub struct Model {
    /// The person.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// SHA-256 of the browser's name without its version, in hex.
    #[sea_orm(primary_key, auto_increment = false)]
    pub browser_hash: String,
    /// When the person first signed in with it.
    pub first_seen_at: DateTimeUtc,
    /// When the person last signed in with it.
    pub last_seen_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
