//! Several reads of one moment.

use std::sync::Arc;

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, IsolationLevel,
    QueryResult, Statement, TransactionOptions, TransactionTrait,
};

use super::{Db, Meter, in_time, metered};
use crate::{app::Cx, error::Result};

/// The database as it is at one moment, for reads that have to fit together. Made and ended by [`at_one_moment`] alone.
pub struct Snapshot {
    inner: DatabaseTransaction,
    meter: Arc<Meter>,
}

metered!(Snapshot);

impl Snapshot {
    #[expect(
        clippy::disallowed_methods,
        reason = "it cannot write: the one transaction that does is another"
    )]
    async fn begin(db: &Db) -> Result<Self> {
        let mut options = TransactionOptions::default();
        // SQLite readers see one moment by themselves, and cannot write.
        if db.backend() == DbBackend::Postgres {
            options.isolation_level = Some(IsolationLevel::RepeatableRead);
            options.access_mode = Some(AccessMode::ReadOnly);
        }
        let inner = in_time(db.reader.inner.begin_with_options(options)).await?;
        Ok(Self {
            inner,
            meter: Arc::clone(&db.reader.meter),
        })
    }
}

/// Runs reads that see one moment of the database, whatever is written meanwhile. Nobody waits for it.
///
/// # Errors
/// What `work` returns; [`crate::error::Error::Unavailable`] when the database does not answer.
pub async fn at_one_moment<T>(cx: &Cx, work: impl AsyncFnOnce(&Snapshot) -> Result<T>) -> Result<T> {
    let snapshot = Snapshot::begin(&cx.app.db).await?;
    let outcome = work(&snapshot).await;
    if let Err(error) = in_time(snapshot.inner.rollback()).await {
        tracing::warn!(%error, "reads of one moment could not be ended");
    }
    outcome
}
