//! How commands come to a database: opened, its schema looked at, its administered lists filled.

use std::{future::Future, sync::Arc};

use super::exit::{Exit, Failure};
use crate::{
    app::App,
    clock::Clock,
    config::{Config, Database},
    startup::{self, Prepared, SchemaState},
};

/// Opens the database and changes nothing.
pub(super) async fn connect(config: Config) -> Result<Arc<App>, Failure> {
    let database = config.database.clone();
    App::build(config, Clock::system())
        .await
        .map_err(|error| Failure::database(&database, &error))
}

/// Opens the database and brings it to this version's schema, after a backup where there is something to lose.
pub(super) async fn migrated(config: Config) -> Result<(Arc<App>, Prepared), Failure> {
    let app = connect(config).await?;
    let prepared = prepare(&app).await?;
    Ok((app, prepared))
}

/// Opens a database for a command that works on its content: a new one is set up, an older one is left alone.
pub(super) async fn current(config: Config) -> Result<Arc<App>, Failure> {
    let app = connect(config).await?;
    match state(&app).await? {
        SchemaState::Behind(pending) => Err(Failure::new(
            Exit::Failed,
            SchemaState::Behind(pending).sentence(),
        )),
        _ => prepare(&app).await.map(|_| app),
    }
}

/// Opens a database for a command that only has something to do where there is content: a new one is not set up.
pub(super) async fn existing(config: Config) -> Result<Arc<App>, Failure> {
    if let Database::Sqlite { path, .. } = &config.database
        && !path.exists()
    {
        let sentence = format!(
            "{} does not exist; name another one in DATABASE_URL.",
            config.database.describe()
        );
        return Err(Failure::new(Exit::Database, sentence));
    }
    let app = connect(config).await?;
    match state(&app).await? {
        SchemaState::Current => Ok(app),
        SchemaState::Ahead(unknown) => Err(Failure::new(Exit::Newer, SchemaState::Ahead(unknown).sentence())),
        other => Err(Failure::new(Exit::Failed, other.sentence())),
    }
}

/// How the database's schema compares with this version's.
pub(super) async fn state(app: &Arc<App>) -> Result<SchemaState, Failure> {
    startup::schema_state(app)
        .await
        .map_err(|error| Failure::database(&app.config.database, &error))
}

async fn prepare(app: &Arc<App>) -> Result<Prepared, Failure> {
    startup::prepare(app)
        .await
        .map_err(|why| Failure::unready(&app.config.database, &why))
}

/// Runs a command's work and closes the database behind it.
pub(super) async fn closing<T>(
    app: &Arc<App>,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let outcome = work.await;
    app.db.close().await;
    outcome
}
