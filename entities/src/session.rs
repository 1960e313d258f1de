//! A browser session. The cookie holds a random token; the table holds only its hash.

use sea_orm::entity::prelude::*;

use crate::ids::{SessionId, UserId};

/// A row of `session`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Primary key; `session_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    /// Whose session it is. The session goes with its user.
    pub user_id: UserId,
    /// SHA-256 of the token, lower-case hex; unique.
    pub token_hash: String,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// Last request seen.
    pub last_seen_at: DateTimeUtc,
    /// When the present token was issued.
    pub rotated_at: DateTimeUtc,
    /// Hash of the token before the last rotation; good for a short time, so that requests under
    /// way still pass.
    pub previous_token_hash: Option<String>,
    /// Absolute end, whatever the use.
    pub expires_at: DateTimeUtc,
    /// End unless used again.
    pub idle_expires_at: DateTimeUtc,
    /// The browser, as it named itself at sign-in.
    pub user_agent: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
