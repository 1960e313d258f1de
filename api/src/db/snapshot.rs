//! Several reads of one moment: what is written meanwhile is not in any of them.
//!
//! The work is handed a context whose [`Db::read`] goes through one transaction that only reads, so that reads need not know. On
//! PostgreSQL it is `REPEATABLE READ, READ ONLY`; on SQLite a deferred one, which nobody waits for and which sees the file as it was
//! at its first statement. Such a context writes nothing: [`super::write()`] would write of now what was read of then.

use std::sync::Arc;

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    IsolationLevel, QueryResult, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use super::{Db, Pool, in_time};
use crate::{app::Cx, error::Result};

/// Where the statements of a pool go.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// To whichever connection is free.
    Any(DatabaseConnection),
    /// To a transaction that reads of one moment; beside it the connections that it is one of.
    Snapshot(Arc<DatabaseTransaction>, DatabaseConnection),
}

impl Source {
    /// The connections themselves.
    pub(super) fn connections(&self) -> &DatabaseConnection {
        match self {
            Self::Any(connections) | Self::Snapshot(_, connections) => connections,
        }
    }
}

macro_rules! at {
    ($source:expr, $call:ident($argument:expr)) => {
        match $source {
            Self::Any(connections) => connections.$call($argument).await,
            Self::Snapshot(snapshot, _) => snapshot.$call($argument).await,
        }
    };
}

#[async_trait::async_trait]
impl ConnectionTrait for Source {
    fn get_database_backend(&self) -> DbBackend {
        self.connections().get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        at!(self, execute_raw(statement))
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        at!(self, execute_unprepared(sql))
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        at!(self, query_one_raw(statement))
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        at!(self, query_all_raw(statement))
    }
}

impl Db {
    /// The same database, read as it is at this moment.
    #[expect(
        clippy::disallowed_methods,
        reason = "a transaction that only reads; the one that writes is begun elsewhere"
    )]
    async fn at_this_moment(&self) -> Result<Self, DbErr> {
        let connections = self.reader.inner.connections();
        let options = match connections.get_database_backend() {
            DbBackend::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
                ..TransactionOptions::default()
            },
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        let snapshot = in_time(connections.begin_with_options(options)).await?;
        let reader = Pool {
            inner: Source::Snapshot(Arc::new(snapshot), connections.clone()),
            meter: Arc::clone(&self.reader.meter),
        };
        Ok(Self {
            reader,
            writer: self.writer.clone(),
        })
    }
}

/// Hands `work` a context that reads of one moment. Its transaction ends with the last copy of that context: nothing is to be kept,
/// and what is dropped is rolled back before its connection is used again.
///
/// # Errors
/// What `work` returns; [`crate::error::Error::Unavailable`] when the database does not answer.
pub async fn snapshot<T>(cx: &Cx, work: impl AsyncFnOnce(&Cx) -> Result<T>) -> Result<T> {
    let within = Cx {
        app: cx.app.on(cx.app.db.at_this_moment().await?),
        ..cx.clone()
    };
    work(&within).await
}
