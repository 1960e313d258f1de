//! Rules about several rows at once hold only if nobody else writes such rows meanwhile.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::Tx;
use crate::error::Result;

impl Tx {
    /// Keeps other transactions with the same `topic` waiting until this one ends, for a rule that reads more than the rows it
    /// writes: that a chain of parents is no circle, that a name is new. SQLite has one writer and needs nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn alone(&self, topic: &str) -> Result<()> {
        if self.get_database_backend() == DbBackend::Postgres {
            let sql = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
            let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [topic.into()]);
            self.query_one_raw(statement).await?;
        }
        Ok(())
    }
}
