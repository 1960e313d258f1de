//! What `doctor` asks the database: kind and version, settings read back, schema, soundness, its clock.

use std::sync::Arc;

use entities::audit_entry;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, EntityTrait, QueryOrder, QuerySelect, Statement,
    TryGetable,
};

use super::{Check, Verdict};
use crate::{
    app::App,
    cli::exit::Exit,
    config::Database,
    db,
    startup::{self, SchemaState},
};

/// The oldest PostgreSQL that is supported.
const OLDEST_POSTGRES: i64 = 15;
/// How far the database's clock may be from the machine's, in seconds.
const MOST_DRIFT: f64 = 5.0;

/// A SQLite file that is not there yet.
pub(super) fn missing_file(database: &Database) -> Option<Check> {
    match database {
        Database::Sqlite { path, .. } if !path.exists() => Some(Check::new(
            "database",
            Verdict::Broken,
            format!(
                "{} does not exist yet; `guildhall serve` makes it.",
                database.describe()
            ),
        )),
        _ => None,
    }
}

/// Every check of the database, and how the command should end because of it.
pub(super) async fn checks(app: &Arc<App>) -> (Vec<Check>, Exit) {
    let database = &app.config.database;
    let found = match app.db.backend() {
        DbBackend::Sqlite => sqlite(app).await,
        _ => postgres(app).await,
    };
    let mut checks = match found {
        Ok(checks) => checks,
        Err(error) => return (vec![broken(database, &error)], Exit::Database),
    };
    match startup::schema_state(app).await {
        Ok(state) => {
            let exit = if matches!(state, SchemaState::Ahead(_)) {
                Exit::Newer
            } else {
                Exit::Done
            };
            checks.push(schema(&state));
            if state == SchemaState::Current {
                checks.push(last_change(app).await);
            }
            (checks, exit)
        }
        Err(error) => {
            checks.push(broken(database, &error));
            (checks, Exit::Database)
        }
    }
}

fn broken(database: &Database, error: &DbErr) -> Check {
    Check::new("database", Verdict::Broken, db::explain(database, error))
}

fn schema(state: &SchemaState) -> Check {
    let verdict = match state {
        SchemaState::Current => Verdict::Fine,
        SchemaState::Empty | SchemaState::Behind(_) => Verdict::Warning,
        SchemaState::Ahead(_) | SchemaState::Foreign => Verdict::Broken,
    };
    Check::new("schema", verdict, state.sentence())
}

async fn sqlite(app: &App) -> Result<Vec<Check>, DbErr> {
    let (reader, writer) = (app.db.bare_reader(), app.db.maintenance());
    let version: String = ask(reader, "SELECT sqlite_version()").await?;
    let mut checks = vec![Check::new(
        "database",
        Verdict::Fine,
        format!("{} opens; SQLite {version}.", app.config.database.describe()),
    )];
    checks.push(pragmas(app, writer).await?);
    // May take long on a large file, so it has no deadline.
    let answer: String = ask(reader, "PRAGMA quick_check(1)").await?;
    checks.push(if answer == "ok" {
        Check::new("soundness", Verdict::Fine, "quick_check finds nothing wrong.")
    } else {
        let sentence = "quick_check finds the file damaged; restore a backup.";
        Check::new("soundness", Verdict::Broken, sentence)
    });
    Ok(checks)
}

async fn pragmas(app: &App, writer: &DatabaseConnection) -> Result<Check, DbErr> {
    let journal: String = ask(writer, "PRAGMA journal_mode").await?;
    let foreign_keys: i64 = ask(writer, "PRAGMA foreign_keys").await?;
    let synchronous: i64 = ask(writer, "PRAGMA synchronous").await?;
    let patience: i64 = ask(writer, "PRAGMA busy_timeout").await?;
    let wanted = match &app.config.database {
        Database::Sqlite {
            synchronous: "NORMAL",
            ..
        } => 1,
        _ => 2,
    };
    let name = ["OFF", "NORMAL", "FULL", "EXTRA"]
        .get(usize::try_from(synchronous).unwrap_or(usize::MAX))
        .unwrap_or(&"unknown");
    let holds = journal == "wal" && foreign_keys == 1 && synchronous == wanted && patience > 0;
    Ok(Check::when(
        "pragmas",
        holds,
        Verdict::Broken,
        format!(
            "journal_mode {journal}, foreign_keys {foreign_keys}, synchronous {name}, busy_timeout {patience} ms."
        ),
    ))
}

async fn postgres(app: &App) -> Result<Vec<Check>, DbErr> {
    let conn = app.db.bare_reader();
    let version: String = ask(conn, "SHOW server_version").await?;
    let number: String = ask(conn, "SHOW server_version_num").await?;
    let major = number.parse::<i64>().unwrap_or_default() / 10_000;
    let encoding: String = ask(conn, "SHOW server_encoding").await?;
    let sql = "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS DOUBLE PRECISION)";
    let theirs: f64 = ask(conn, sql).await?;
    let ours = app.clock.now();
    let drift =
        (chrono::DateTime::from_timestamp_millis(millis(theirs)).unwrap_or(ours) - ours).num_milliseconds();
    let drift = f64::from(i32::try_from(drift).unwrap_or(i32::MAX)).abs() / 1000.0;
    Ok(vec![
        Check::when(
            "database",
            major >= OLDEST_POSTGRES,
            Verdict::Broken,
            format!(
                "{} answers; PostgreSQL {version} ({OLDEST_POSTGRES} or later is needed).",
                app.config.database.describe()
            ),
        ),
        Check::when(
            "encoding",
            encoding == "UTF8",
            Verdict::Broken,
            format!("The server keeps text as {encoding} (UTF8 is needed)."),
        ),
        Check::when(
            "their clock",
            drift <= MOST_DRIFT,
            Verdict::Warning,
            format!("The server's clock is {drift:.1} s from this machine's."),
        ),
    ])
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "seconds since 1970 as milliseconds fit"
)]
fn millis(seconds: f64) -> i64 {
    (seconds * 1000.0) as i64
}

/// The clock is not behind what was written last.
async fn last_change(app: &App) -> Check {
    let row = audit_entry::Entity::find()
        .order_by_desc(audit_entry::Column::At)
        .limit(1)
        .one(app.db.read())
        .await;
    match row {
        Err(error) => broken(&app.config.database, &error),
        Ok(None) => Check::new("last change", Verdict::Fine, "Nothing was written yet."),
        Ok(Some(entry)) => Check::when(
            "last change",
            entry.at <= app.clock.now(),
            Verdict::Broken,
            format!(
                "The last change is of {}; this machine's clock must not be behind it.",
                entry.at.format("%Y-%m-%d %H:%M UTC")
            ),
        ),
    }
}

/// The first value of the one row that a statement answers.
async fn ask<T: TryGetable>(conn: &DatabaseConnection, sql: &str) -> Result<T, DbErr> {
    let statement = Statement::from_string(conn.get_database_backend(), sql);
    let row = conn.query_one_raw(statement).await?;
    row.ok_or_else(|| DbErr::RecordNotFound(sql.to_owned()))?
        .try_get_by_index(0)
}
