//! Before Guildhall works with a database: is its schema the one this version knows, and what it takes to make it so.
//!
//! A newer schema and a database of another program are refused. What is pending is applied, in a transaction each, after a
//! copy of the SQLite file was made beside it; PostgreSQL is backed up by whoever runs it.

use std::{path::PathBuf, sync::Arc};

use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DbErr, Statement};

use crate::{
    app::App,
    config::Database,
    db, engagement_levels,
    error::{Error, Result},
    links, private, questionnaires, roles, sectors, topics,
};

/// Why Guildhall acts when it fills its own lists, as the audit shows it.
pub const REASON: &str = "start";

/// How the database's schema compares with this version's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaState {
    /// The same.
    Current,
    /// There is none: the database is empty.
    Empty,
    /// Older: these migrations are pending.
    Behind(Vec<String>),
    /// Newer: these migrations are unknown to this version.
    Ahead(Vec<String>),
    /// The tables are those of another program.
    Foreign,
}

impl SchemaState {
    /// The state in one sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Current => "The database's schema is current.".to_owned(),
            Self::Empty => "The database is empty; run `guildhall migrate`.".to_owned(),
            Self::Behind(pending) => format!(
                "The database lacks {} of this version's migrations; run `guildhall migrate`.",
                pending.len()
            ),
            Self::Ahead(unknown) => format!(
                "The database was changed by a newer Guildhall ({} is unknown to this version); install that version.",
                unknown.join(", ")
            ),
            Self::Foreign => {
                "The database holds the tables of another program; name another one in DATABASE_URL."
                    .to_owned()
            }
        }
    }

    /// The state in one word, for programs.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Current => "CURRENT",
            Self::Empty => "EMPTY",
            Self::Behind(_) => "BEHIND",
            Self::Ahead(_) => "AHEAD",
            Self::Foreign => "FOREIGN",
        }
    }

    /// The migrations that are pending.
    pub fn pending(&self) -> Vec<String> {
        match self {
            Self::Empty => migration::known(),
            Self::Behind(pending) => pending.clone(),
            Self::Current | Self::Ahead(_) | Self::Foreign => Vec::new(),
        }
    }
}

/// Why the database cannot be worked with.
#[derive(Clone, Debug)]
pub enum Unready {
    /// A newer Guildhall changed it.
    Newer(String),
    /// It does not answer or does not take what it is given.
    Database(DbErr),
    /// Something else, in a sentence.
    Refused(String),
}

impl From<DbErr> for Unready {
    fn from(error: DbErr) -> Self {
        Self::Database(error)
    }
}

/// What was done to make the database ready.
#[derive(Clone, Debug, Default)]
pub struct Prepared {
    /// The migrations that were applied.
    pub applied: Vec<String>,
    /// The copy of the SQLite file as it was before.
    pub backup: Option<PathBuf>,
}

/// Compares the database's schema with this version's, without changing anything.
///
/// # Errors
/// When the database does not answer.
pub async fn schema_state(app: &App) -> Result<SchemaState, DbErr> {
    db::in_time(compare(app)).await
}

async fn compare(app: &App) -> Result<SchemaState, DbErr> {
    let conn = app.db.bare_reader();
    let unknown = migration::unknown(conn).await?;
    if !unknown.is_empty() {
        return Ok(SchemaState::Ahead(unknown));
    }
    let pending = migration::pending(conn).await?;
    if pending.is_empty() {
        return Ok(SchemaState::Current);
    }
    if pending.len() < migration::known().len() {
        return Ok(SchemaState::Behind(pending));
    }
    Ok(if migration::is_empty(conn).await? {
        SchemaState::Empty
    } else {
        SchemaState::Foreign
    })
}

/// Brings the database to this version's schema and fills the lists that Guildhall ships with.
///
/// # Errors
/// When the schema is newer or another program's, when the backup cannot be written, or when the database fails.
pub async fn prepare(app: &Arc<App>) -> Result<Prepared, Unready> {
    let state = schema_state(app).await?;
    let pending = state.pending();
    let backup = match &state {
        SchemaState::Ahead(_) => return Err(Unready::Newer(state.sentence())),
        SchemaState::Foreign => return Err(Unready::Refused(state.sentence())),
        SchemaState::Behind(_) => back_up(app).await?,
        SchemaState::Current | SchemaState::Empty => None,
    };
    if !pending.is_empty() {
        migrate_or_explain(app, backup.as_ref()).await?;
    }
    seed(app).await.map_err(unready)?;
    Ok(Prepared {
        applied: pending,
        backup,
    })
}

/// Applies pending migrations.
///
/// # Errors
/// When one fails; it is rolled back.
pub async fn migrate(app: &App) -> Result<(), DbErr> {
    Migrator::up(app.db.maintenance(), None).await
}

/// Fills the lists that Guildhall ships with, where they are empty.
///
/// # Errors
/// Database errors.
pub async fn seed(app: &Arc<App>) -> Result<()> {
    let cx = app.system(REASON);
    roles::ops::seed(&cx).await?;
    sectors::ops::seed(&cx).await?;
    topics::ops::seed(&cx).await?;
    engagement_levels::ops::seed(&cx).await?;
    questionnaires::ops::seed(&cx).await?;
    links::prepare(&cx).await
}

async fn migrate_or_explain(app: &Arc<App>, backup: Option<&PathBuf>) -> Result<(), Unready> {
    let Err(error) = migrate(app).await else {
        return Ok(());
    };
    // Another Guildhall that starts at the same moment may have been faster.
    if schema_state(app).await? == SchemaState::Current {
        return Ok(());
    }
    if db::is_explained(&app.config.database, &error) {
        return Err(error.into());
    }
    tracing::error!(%error, "a migration failed");
    let kept = backup.map_or_else(String::new, |path| {
        format!(" The database before is kept in {}.", path.display())
    });
    Err(Unready::Refused(format!(
        "A change of the schema failed and was taken back; the log says why.{kept}"
    )))
}

/// Copies a SQLite file beside itself: `guildhall.db.backup-<last migration>-<time>`.
async fn back_up(app: &App) -> Result<Option<PathBuf>, Unready> {
    let Database::Sqlite { path, .. } = &app.config.database else {
        return Ok(None);
    };
    let last = migration::applied(app.db.bare_reader())
        .await?
        .pop()
        .unwrap_or_default();
    let mut copy = path.clone().into_os_string();
    copy.push(format!(
        ".backup-{last}-{}",
        app.clock.now().format("%Y%m%dT%H%M%S%6fZ")
    ));
    let copy = PathBuf::from(copy);
    let refused = |error: &dyn std::fmt::Display| {
        tracing::error!(%error, "the backup failed");
        Unready::Refused(format!(
            "No backup could be written to {}, so nothing was changed: look at the free space and the folder's permissions.",
            copy.display()
        ))
    };
    private::reserve(&copy).map_err(|error| refused(&error))?;
    let statement = Statement::from_sql_and_values(
        app.db.backend(),
        "VACUUM INTO ?",
        [copy.to_string_lossy().into_owned().into()],
    );
    match app.db.maintenance().execute_raw(statement).await {
        Ok(_) => Ok(Some(copy)),
        Err(error) => Err(refused(&error)),
    }
}

fn unready(error: Error) -> Unready {
    match error {
        Error::Internal(source) | Error::Unavailable(source) => match source.downcast_ref::<DbErr>() {
            Some(error) => Unready::Database(error.clone()),
            None => Unready::Refused("The lists that Guildhall ships with could not be filled.".to_owned()),
        },
        other => Unready::Refused(other.public().1),
    }
}
