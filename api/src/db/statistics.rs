//! What the database knows of its own tables, by which it chooses how to answer.
//!
//! PostgreSQL counts by itself about a minute after a table has changed; until then it takes a table that was just filled for
//! a small one and reads it from end to end (a page of 50 employers with contacts, roles and partnerships took 540 ms instead
//! of 190 ms at 32 connections). SQLite never counts by itself.

use sea_orm::{ConnectionTrait as _, DbBackend, DbErr};

use super::{Db, in_time};

/// Rows of an index that SQLite looks at: enough to choose by, and a matter of milliseconds.
const LOOKED_AT: u32 = 1_000;

impl Db {
    /// Lets the database count its tables again, after many rows were written. What it does not do in time it does later, or by
    /// itself: nothing depends on it but speed.
    pub async fn refresh_statistics(&self) {
        if let Err(error) = in_time(self.analyze()).await {
            tracing::debug!(%error, "the tables were not counted");
        }
    }

    async fn analyze(&self) -> Result<(), DbErr> {
        let writer = self.maintenance();
        if self.backend() == DbBackend::Sqlite {
            let limit = format!("PRAGMA analysis_limit = {LOOKED_AT}");
            writer.execute_unprepared(&limit).await?;
        }
        writer.execute_unprepared("ANALYZE").await.map(|_| ())
    }
}
