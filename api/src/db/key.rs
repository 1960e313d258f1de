//! The work under an idempotency key is marked as done in the transaction that does it: a crash after the commit, or an answer
//! that is lost, can then not make a retry do it twice.

use entities::{idempotency_key, ids::IdempotencyKeyId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::Tx;
use crate::{
    app::Cx,
    error::{Error, Result},
};

/// Marks it, unless a retry took the key over: then this request comes too late, and what it wrote is taken back.
pub(super) async fn mark_done(tx: &Tx, cx: &Cx, key: IdempotencyKeyId) -> Result<()> {
    let marked = idempotency_key::Entity::update_many()
        .col_expr(
            idempotency_key::Column::DoneAt,
            Expr::value(Some(cx.app.clock.now())),
        )
        .filter(idempotency_key::Column::Id.eq(key))
        .exec(tx)
        .await?;
    if marked.rows_affected == 0 {
        return Err(Error::internal("a retry took the idempotency key over"));
    }
    Ok(())
}
