//! The databases: how they are opened, how long they may take, and [`write()`], the only transaction that writes.
//!
//! SQLite has one writer (IMMEDIATE, WAL) and a pool of readers that cannot write; PostgreSQL has one pool for both. Every
//! statement passes [`Pool`] or [`Tx`], which count it and give up when the database does not answer.

mod alone;
mod explain;
mod key;
mod meter;
mod pen;
mod snapshot;
mod statistics;

use std::{
    future::Future,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use entities::audit_entry;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database as Connector, DatabaseConnection, DatabaseTransaction,
    DbBackend, DbErr, EntityTrait, ExecResult, QueryResult, RuntimeErr, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};

use crate::{
    app::Cx,
    config::Database,
    error::{Error, Result},
    private,
};

pub use explain::{explain, is_explained};
pub use meter::Meter;
pub use pen::can_write;
pub use snapshot::snapshot;

use snapshot::Source;

/// How long a statement may take before the caller is told that the database does not answer.
pub const STATEMENT_DEADLINE: Duration = Duration::from_secs(4);
/// Rows inserted by one statement at most: SQLite takes 32,766 parameters.
pub const MOST_INSERTED: usize = 500;
const READERS: u32 = 5;
const POSTGRES_CONNECTIONS: u32 = 20;

/// An open database.
#[derive(Clone, Debug)]
pub struct Db {
    reader: Pool,
    writer: Pool,
}

impl Db {
    /// Opens the database, creating the SQLite file where there is none.
    ///
    /// # Errors
    /// When the database cannot be reached; see [`explain()`] for a sentence to print.
    pub async fn connect(database: &Database) -> Result<Self, DbErr> {
        let meter = Arc::new(Meter::default());
        let pool = |connections| Pool {
            inner: Source::Any(connections),
            meter: Arc::clone(&meter),
        };
        match database {
            Database::Sqlite { path, synchronous } => {
                if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                    private::folder(folder).map_err(|error| DbErr::Custom(error.to_string()))?;
                }
                reserve(path);
                let url = format!("sqlite://{}?mode=rwc", path.display());
                let writer = Connector::connect(sqlite_options(&url, synchronous, 1, false)).await?;
                let reader = Connector::connect(sqlite_options(&url, synchronous, READERS, true)).await?;
                Ok(Self {
                    reader: pool(reader),
                    writer: pool(writer),
                })
            }
            Database::Postgres(url) => {
                let inner = Connector::connect(postgres_options(url.expose())).await?;
                Ok(Self {
                    reader: pool(inner.clone()),
                    writer: pool(inner),
                })
            }
        }
    }

    /// A copy of a SQLite database as it is at this moment, in `folder`, to try things out on; none for other databases. It
    /// only reads: nobody waits for it.
    ///
    /// # Errors
    /// When there is no room for it, or the database does not answer.
    pub async fn copy(database: &Database, folder: &Path) -> Result<Option<Self>, DbErr> {
        let Database::Sqlite { path, .. } = database else {
            return Ok(None);
        };
        let url = format!("sqlite://{}?mode=rw", path.display());
        let source = Connector::connect(sqlite_options(&url, "NORMAL", 1, false)).await?;
        let path = folder.join("copy.db");
        let name = path.to_string_lossy().into_owned();
        reserve(&path);
        let into = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [name.into()]);
        let copied = source.execute_raw(into).await;
        source.close().await?;
        copied?;
        let synchronous = "OFF";
        let copy = Database::Sqlite { path, synchronous };
        Self::connect(&copy).await.map(Some)
    }

    /// Where reads go.
    pub fn read(&self) -> &Pool {
        &self.reader
    }

    /// The connections that only look at the schema's history.
    pub fn bare_reader(&self) -> &DatabaseConnection {
        self.reader.inner.connections()
    }

    /// The connection that migrations and maintenance use; rows are written through [`write()`].
    pub fn maintenance(&self) -> &DatabaseConnection {
        self.writer.inner.connections()
    }

    /// Which kind of database it is.
    pub fn backend(&self) -> DbBackend {
        self.reader.get_database_backend()
    }

    /// What was sent to the database so far.
    pub fn meter(&self) -> &Meter {
        &self.reader.meter
    }

    /// Closes every connection; one that does not come back in time is left to the end of the process.
    pub async fn close(&self) {
        for pool in [&self.reader, &self.writer] {
            if let Err(error) = in_time(pool.inner.connections().close_by_ref()).await {
                tracing::warn!(%error, "the database could not be closed cleanly");
            }
        }
    }
}

/// Makes the file before the database does, which would let everybody read it; what it keeps beside the file has the file's
/// permissions. Where that cannot be, opening it tells why.
fn reserve(path: &Path) {
    if let Err(error) = private::reserve(path) {
        tracing::debug!(%error, "the database file could not be made");
    }
}

fn sqlite_options(url: &str, synchronous: &'static str, connections: u32, read_only: bool) -> ConnectOptions {
    let mut options = common_options(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", synchronous)
                .pragma("foreign_keys", "ON")
                .busy_timeout(Duration::from_secs(3))
                .pragma("query_only", if read_only { "ON" } else { "OFF" })
        });
    options
}

fn postgres_options(url: &str) -> ConnectOptions {
    let mut options = common_options(url);
    options
        .max_connections(POSTGRES_CONNECTIONS)
        .min_connections(2)
        .max_lifetime(Duration::from_mins(30))
        .idle_timeout(Duration::from_mins(10))
        .statement_timeout(Duration::from_secs(10))
        .test_before_acquire(false)
        .test_before_acquire_if_idle_for(Duration::from_secs(30));
    options
}

fn common_options(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .acquire_timeout(Duration::from_secs(3))
        .connect_timeout(Duration::from_secs(3))
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    options
}

/// Ends a statement that the database does not answer.
///
/// # Errors
/// Those of the statement; a lost connection when the time is over.
pub(crate) async fn in_time<T>(statement: impl Future<Output = Result<T, DbErr>>) -> Result<T, DbErr> {
    tokio::time::timeout(STATEMENT_DEADLINE, statement)
        .await
        .unwrap_or_else(|_| {
            Err(DbErr::Conn(RuntimeErr::Internal(
                "the database did not answer in time".into(),
            )))
        })
}

/// A pool of connections for reads, or one of them that reads of one moment.
#[derive(Clone, Debug)]
pub struct Pool {
    inner: Source,
    meter: Arc<Meter>,
}

/// An open transaction, made and ended by [`write()`] alone.
pub struct Tx {
    inner: DatabaseTransaction,
    meter: Arc<Meter>,
    /// Written together at the end: an import makes one for each of its records.
    audit: Mutex<Vec<audit_entry::ActiveModel>>,
    /// Whether it will be taken back: then nothing is kept for its end.
    is_rehearsal: bool,
}

macro_rules! metered {
    ($type:ty) => {
        #[async_trait::async_trait]
        impl ConnectionTrait for $type {
            fn get_database_backend(&self) -> DbBackend {
                self.inner.get_database_backend()
            }

            async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
                self.meter.note(&statement);
                in_time(self.inner.execute_raw(statement)).await
            }

            async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
                self.meter
                    .note(&Statement::from_string(self.get_database_backend(), sql));
                in_time(self.inner.execute_unprepared(sql)).await
            }

            async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
                self.meter.note(&statement);
                in_time(self.inner.query_one_raw(statement)).await
            }

            async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
                self.meter.note(&statement);
                in_time(self.inner.query_all_raw(statement)).await
            }
        }
    };
}

metered!(Pool);
metered!(Tx);

impl Tx {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that begins a transaction"
    )]
    async fn begin(db: &Db, is_rehearsal: bool) -> Result<Self> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let inner = in_time(db.maintenance().begin_with_options(options)).await?;
        Ok(Self::new(inner, &db.writer.meter, is_rehearsal))
    }

    fn new(inner: DatabaseTransaction, meter: &Arc<Meter>, is_rehearsal: bool) -> Self {
        Self {
            inner,
            meter: Arc::clone(meter),
            audit: Mutex::default(),
            is_rehearsal,
        }
    }

    /// Runs `work` in a part of this transaction that can be taken back by itself: PostgreSQL gives up a transaction in
    /// which a statement failed, but not what was there before the part began.
    ///
    /// # Errors
    /// What `work` returns, after taking back what it wrote.
    #[expect(
        clippy::disallowed_methods,
        reason = "a savepoint of the one transaction, not another transaction"
    )]
    pub async fn savepoint<T>(&self, work: impl AsyncFnOnce(&Self) -> Result<T>) -> Result<T> {
        let inner = in_time(self.inner.begin()).await?;
        let part = Self::new(inner, &self.meter, self.is_rehearsal);
        match work(&part).await {
            Ok(value) => {
                for entry in part.take_audit() {
                    self.keep_audit(entry);
                }
                in_time(part.inner.commit()).await?;
                Ok(value)
            }
            Err(error) => {
                roll_back(part).await;
                Err(error)
            }
        }
    }

    /// Takes an entry of the audit, to be written with the others before the transaction ends.
    pub fn keep_audit(&self, entry: audit_entry::ActiveModel) {
        if self.is_rehearsal {
            return;
        }
        self.audit
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(entry);
    }

    fn take_audit(&self) -> Vec<audit_entry::ActiveModel> {
        std::mem::take(&mut *self.audit.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn write_audit(&self) -> Result<()> {
        let mut entries = self.take_audit();
        while !entries.is_empty() {
            let rest = entries.split_off(entries.len().min(MOST_INSERTED));
            audit_entry::Entity::insert_many(std::mem::replace(&mut entries, rest))
                .exec_without_returning(self)
                .await?;
        }
        Ok(())
    }
}

/// Runs `work` in a transaction: everything it writes stays, or nothing does.
///
/// The only transaction of Guildhall that writes. Inside, only `tx` is used: another connection would wait for this one.
///
/// # Errors
/// What `work` returns, after rolling back; [`Error::Unavailable`] when the database cannot begin or commit.
pub async fn write<T>(cx: &Cx, work: impl AsyncFnOnce(&Tx) -> Result<T>) -> Result<T> {
    let tx = Tx::begin(&cx.app.db, false).await?;
    let outcome = match work(&tx).await {
        Ok(value) => end(cx, &tx).await.map(|()| value),
        Err(error) => Err(error),
    };
    match outcome {
        Ok(value) => {
            in_time(tx.inner.commit()).await?;
            Ok(value)
        }
        // The database is silent: waiting for it once more would double the caller's wait. A transaction that is dropped is
        // rolled back before its connection is used again.
        Err(error @ Error::Unavailable(_)) => Err(error),
        Err(error) => {
            roll_back(tx).await;
            Err(error)
        }
    }
}

/// What is written last: the audit, and that the work of an idempotency key is done.
async fn end(cx: &Cx, tx: &Tx) -> Result<()> {
    tx.write_audit().await?;
    match cx.key {
        Some(key) => key::mark_done(tx, cx, key).await,
        None => Ok(()),
    }
}

/// Runs `work` as [`write()`] does and takes it back, to learn what it would do.
///
/// # Errors
/// What `work` returns; [`Error::Unavailable`] when the database cannot begin.
pub async fn rehearse<T>(cx: &Cx, work: impl AsyncFnOnce(&Tx) -> Result<T>) -> Result<T> {
    let tx = Tx::begin(&cx.app.db, true).await?;
    let outcome = work(&tx).await;
    roll_back(tx).await;
    outcome
}

async fn roll_back(tx: Tx) {
    if let Err(error) = in_time(tx.inner.rollback()).await {
        // The connection is given up with the transaction in it: the database rolls back by itself.
        tracing::warn!(%error, "a transaction could not be rolled back");
    }
}

/// Runs a closure of several reads and says `NOT_FOUND` where the row is missing.
///
/// # Errors
/// [`Error::NotFound`] when `row` is none.
pub fn found<T>(row: Option<T>) -> Result<T> {
    row.ok_or(Error::NotFound)
}
