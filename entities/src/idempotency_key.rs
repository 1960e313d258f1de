//! The answer to a mutation that was sent with an idempotency key, so that a retry makes no
//! duplicate.

use sea_orm::entity::prelude::*;

use crate::ids::IdempotencyKeyId;

/// A row of `idempotency_key`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_key")]
pub struct Model {
    /// Primary key; `idempotency_key_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: IdempotencyKeyId,
    /// Who sent it: a user or token.
    pub actor_key: String,
    /// The key the client chose; unique per actor.
    pub key: String,
    /// SHA-256 of the request, lower-case hex: the same key with another request is refused.
    pub request_hash: String,
    /// Until when the request that claimed the key may run: a retry after it takes the key over. `None` in rows of older versions.
    pub claimed_until: Option<DateTimeUtc>,
    /// When its work was done, set in the transaction that did it: from then on nothing runs under this key again.
    pub done_at: Option<DateTimeUtc>,
    /// The answer, as sent; `None` while the first request runs, and for ever when it died before it answered.
    pub response: Option<String>,
    /// HTTP status of the answer.
    pub response_status: Option<i32>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
