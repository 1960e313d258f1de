//! Whether the database takes rows: nobody comes in, and nothing is kept, while it does not.

use entities::job;
use sea_orm::{Condition, DbErr, EntityTrait, QueryFilter, RuntimeErr, sea_query::Expr};

use super::{Db, STATEMENT_DEADLINE, Tx};
use crate::error::Result;

/// Takes the pen, changes no row, and gives it back. On SQLite a transaction begins on a file that is read-only too: it is the
/// statement that tells.
///
/// # Errors
/// When the database is locked by another program, is read-only, or does not answer in time.
pub async fn can_write(db: &Db) -> Result<()> {
    let probe = async {
        let tx = Tx::begin(db, true).await?;
        job::Entity::update_many()
            .col_expr(job::Column::Attempts, Expr::value(0))
            .filter(Condition::any())
            .exec(&tx)
            .await?;
        Ok(tx.inner.rollback().await?)
    };
    tokio::time::timeout(STATEMENT_DEADLINE, probe)
        .await
        .unwrap_or_else(|_| {
            let late = "the database could not be written in time";
            Err(DbErr::Conn(RuntimeErr::Internal(late.into())).into())
        })
}
