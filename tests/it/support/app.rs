//! An application on a database of its own, reached through the production routes.

use std::{path::PathBuf, sync::Arc};

use api::{
    app::App,
    clock::Clock,
    config::{Config, Flags},
    http, schema, startup,
};
use chrono::{DateTime, TimeZone, Utc};
use poem::{EndpointExt, Response, endpoint::BoxEndpoint};
use sea_orm::ConnectionTrait;
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::postgres;

/// The moment at which the clock of every test stands: a Tuesday noon in Seattle.
pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 24, 20, 0, 0).unwrap()
}

/// An application under test. Its database goes with it.
pub struct TestApp {
    /// The application, for what cannot be seen from outside.
    pub app: Arc<App>,
    /// The time: stands at [`noon`] until it is moved.
    pub clock: Clock,
    /// The production routes.
    pub(super) endpoint: BoxEndpoint<'static, Response>,
    /// A folder of the test's own.
    dir: TempDir,
    url: String,
    _postgres: Option<postgres::Database>,
}

impl TestApp {
    /// On a copy of a migrated SQLite file.
    pub async fn sqlite() -> Self {
        Self::sqlite_with(Flags::default()).await
    }

    /// On a copy of a migrated SQLite file, with settings of the test's own.
    pub async fn sqlite_with(flags: Flags) -> Self {
        let dir = TempDir::new().expect("a folder");
        let path = dir.path().join("guildhall.db");
        tokio::fs::copy(template().await, &path)
            .await
            .expect("a copy of the template");
        let url = format!("sqlite:{}", path.display());
        Self::start(&url, flags, dir, None).await.prepared().await
    }

    /// On a PostgreSQL database of its own; none when there is no server and none is required.
    pub async fn postgres() -> Option<Self> {
        let database = postgres::server()?.create_database().await;
        let url = database.url().to_owned();
        let dir = TempDir::new().expect("a folder");
        let started = Self::start(&url, Flags::default(), dir, Some(database)).await;
        Some(started.prepared().await)
    }

    /// On a database that is there already.
    pub async fn on(url: &str) -> Self {
        let dir = TempDir::new().expect("a folder");
        Self::start(url, Flags::default(), dir, None).await
    }

    /// The same database and time, opened anew with settings of the test's own.
    pub async fn restarted(self, flags: Flags) -> Self {
        self.app.db.close().await;
        let app = App::build(config(&self.url, flags, &self.dir), self.clock.clone())
            .await
            .expect("the database opens");
        let endpoint = http::routes(&app, schema::build()).boxed();
        let restarted = Self {
            app,
            endpoint,
            ..self
        };
        restarted.prepared().await
    }

    /// With the key of signed links, as after the start of the real program.
    async fn prepared(self) -> Self {
        let cx = self.app.system("a test");
        api::links::prepare(&cx).await.expect("the key of links");
        self
    }

    async fn start(url: &str, flags: Flags, dir: TempDir, postgres: Option<postgres::Database>) -> Self {
        let clock = Clock::fixed(noon());
        let app = App::build(config(url, flags, &dir), clock.clone())
            .await
            .expect("the database opens");
        let endpoint = http::routes(&app, schema::build()).boxed();
        Self {
            app,
            clock,
            endpoint,
            dir,
            url: url.to_owned(),
            _postgres: postgres,
        }
    }

    /// SQL statements sent while `work` runs.
    pub async fn statements<T>(&self, work: impl Future<Output = T>) -> (u64, T) {
        let before = self.app.db.meter().count();
        let value = work.await;
        (self.app.db.meter().count() - before, value)
    }
}

/// Settings of an application under test; what `flags` leaves open is set here.
pub fn config(url: &str, flags: Flags, dir: &TempDir) -> Config {
    let flags = Flags {
        database_url: Some(url.to_owned()),
        listen: Some("127.0.0.1:0".to_owned()),
        data_dir: Some(dir.path().join("data").display().to_string()),
        // A test copies its database: nothing is lost when the machine stops.
        sqlite_synchronous: Some("NORMAL".to_owned()),
        rate_limit: flags.rate_limit.or_else(|| Some("1000000".to_owned())),
        ..flags
    };
    Config::resolve(&flags, |_| None).expect("settings")
}

/// A migrated SQLite file, made once a process; `VACUUM INTO` leaves no log beside it.
async fn template() -> PathBuf {
    static TEMPLATE: OnceCell<(TempDir, PathBuf)> = OnceCell::const_new();
    let make = || async {
        let dir = TempDir::new().expect("a folder");
        let url = format!("sqlite:{}", dir.path().join("migrated.db").display());
        let app = App::build(config(&url, Flags::default(), &dir), Clock::fixed(noon()))
            .await
            .expect("the database opens");
        startup::migrate(&app).await.expect("the migrations apply");
        let path = dir.path().join("template.db");
        let copy = format!("VACUUM INTO '{}'", path.display());
        app.db
            .maintenance()
            .execute_unprepared(&copy)
            .await
            .expect("a copy");
        (dir, path)
    };
    TEMPLATE.get_or_init(make).await.1.clone()
}
