//! The clerk: one thread with one connection that creates and drops the tests' databases, in turn.
//!
//! In turn, because PostgreSQL copies a template only while nobody else uses it. A thread of its own,
//! because each test has its own runtime and a connection dies with the runtime that opened it; and
//! because a database is dropped in `Drop`, where nothing can be awaited.
//!
//! Databases are named after the clerk's backend process, `guildhall_test_<pid>_<n>`, so that the next
//! clerk on the same server can tell which ones a killed test process left behind.

use std::thread;
use std::time::Duration;

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbErr};
use tokio::runtime;
use tokio::sync::{mpsc, oneshot};

use super::url_of;

const APPLICATION: &str = "guildhall-tests";

/// Longer than any test run: the connection whose process id is in the names must not be replaced.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What a new database holds.
#[derive(Clone, Copy)]
pub(super) enum Content {
    /// No table.
    Empty,
    /// All migrations.
    Migrated,
}

/// The way to the clerk.
#[derive(Clone)]
pub(super) struct Clerk {
    orders: mpsc::UnboundedSender<Order>,
}

enum Order {
    Create {
        content: Content,
        reply: oneshot::Sender<Result<String, String>>,
    },
    Discard {
        name: String,
    },
}

impl Clerk {
    /// Connects to the server at `admin_url`; the error says why that failed.
    pub(super) fn start(admin_url: &str) -> Result<Self, String> {
        let (orders, inbox) = mpsc::unbounded_channel();
        let (opened, is_open) = std::sync::mpsc::channel();
        let admin_url = admin_url.to_owned();
        thread::spawn(move || {
            let runtime = runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async {
                let desk = Desk::open(admin_url).await;
                let _ = opened.send(desk.as_ref().map(|_| ()).map_err(ToString::to_string));
                if let Ok(desk) = desk {
                    desk.work(inbox).await;
                }
            });
        });
        is_open
            .recv()
            .map_err(|_| "the clerk's thread panicked".to_owned())??;
        Ok(Self { orders })
    }

    /// Creates a database and gives its name.
    pub(super) async fn create(&self, content: Content) -> Result<String, String> {
        let (reply, answer) = oneshot::channel();
        self.orders
            .send(Order::Create { content, reply })
            .map_err(|_| "the clerk is gone")?;
        answer.await.map_err(|_| "the clerk is gone")?
    }

    /// Asks for a database to be dropped, whoever is still connected.
    pub(super) fn discard(&self, name: String) {
        // Without a clerk the server is gone too, or the next clerk cleans up.
        let _ = self.orders.send(Order::Discard { name });
    }
}

/// What the clerk works with.
struct Desk {
    admin_url: String,
    db: DatabaseConnection,
    /// `guildhall_test_<pid>_`
    prefix: String,
    created: u32,
    /// The migrated database that others are copied from, once there is one.
    template: Option<String>,
}

impl Desk {
    async fn open(admin_url: String) -> Result<Self, DbErr> {
        let db = connect(&admin_url).await?;
        let pid = first_column(&db, "SELECT pg_backend_pid()::text").await?;
        let desk = Self {
            admin_url,
            db,
            prefix: format!("guildhall_test_{}_", pid.concat()),
            created: 0,
            template: None,
        };
        desk.drop_leftovers().await?;
        Ok(desk)
    }

    async fn work(mut self, mut inbox: mpsc::UnboundedReceiver<Order>) {
        while let Some(order) = inbox.recv().await {
            match order {
                Order::Create { content, reply } => {
                    let created = self.create(content).await.map_err(|error| error.to_string());
                    let _ = reply.send(created);
                }
                // A database that cannot be dropped is the next clerk's leftover.
                Order::Discard { name } => drop(self.discard(&name).await),
            }
        }
    }

    async fn create(&mut self, content: Content) -> Result<String, DbErr> {
        self.created += 1;
        let name = format!("{}{}", self.prefix, self.created);
        match content {
            Content::Empty => self.create_empty(&name).await?,
            Content::Migrated => {
                let template = self.template().await?;
                let sql = format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY");
                self.db.execute_unprepared(&sql).await?;
            }
        }
        Ok(name)
    }

    /// The C collation orders text by bytes, as SQLite does, whatever the server's own is.
    async fn create_empty(&self, name: &str) -> Result<(), DbErr> {
        let sql = format!(
            "CREATE DATABASE {name} TEMPLATE template0 STRATEGY FILE_COPY \
             ENCODING 'UTF8' LOCALE_PROVIDER libc LOCALE 'C'"
        );
        self.db.execute_unprepared(&sql).await.map(drop)
    }

    /// The template's name; migrates it when first asked for.
    async fn template(&mut self) -> Result<String, DbErr> {
        if let Some(name) = &self.template {
            return Ok(name.clone());
        }
        let name = format!("{}template", self.prefix);
        // What an attempt that failed has left.
        self.discard(&name).await?;
        self.create_empty(&name).await?;
        let db = connect(&url_of(&self.admin_url, &name)).await?;
        Migrator::up(&db, None).await?;
        // A template in use cannot be copied.
        db.close().await?;
        Ok(self.template.insert(name).clone())
    }

    async fn discard(&self, name: &str) -> Result<(), DbErr> {
        let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        self.db.execute_unprepared(&sql).await.map(drop)
    }

    /// Drops the databases of clerks that are no longer connected.
    async fn drop_leftovers(&self) -> Result<(), DbErr> {
        let sql = format!(
            "SELECT datname::text FROM pg_database WHERE datname ~ '^guildhall_test_[0-9]+_' \
             AND split_part(datname, '_', 3)::int NOT IN \
             (SELECT pid FROM pg_stat_activity WHERE application_name = '{APPLICATION}')"
        );
        for name in first_column(&self.db, &sql).await? {
            // Another clerk may have come first.
            let _ = self.discard(&name).await;
        }
        Ok(())
    }
}

async fn connect(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(5))
        .idle_timeout(A_DAY)
        .max_lifetime(A_DAY)
        .sqlx_logging(false)
        .set_application_name(APPLICATION);
    sea_orm::Database::connect(options).await
}

async fn first_column(db: &DatabaseConnection, sql: &str) -> Result<Vec<String>, DbErr> {
    let statement = sea_orm::Statement::from_string(db.get_database_backend(), sql);
    let rows = db.query_all_raw(statement).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}
