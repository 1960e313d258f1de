//! Before Guildhall serves: is the database's schema the one this version knows?

use std::sync::Arc;

use migration::{Migrator, MigratorTrait};
use sea_orm::DbErr;

use crate::app::App;

/// How the database's schema compares with this version's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaState {
    /// The same.
    Current,
    /// Older: these migrations are pending.
    Behind(Vec<String>),
    /// Newer: these migrations are unknown to this version.
    Ahead(Vec<String>),
}

impl SchemaState {
    /// The state in one sentence.
    pub fn sentence(&self) -> String {
        match self {
            Self::Current => "The database's schema is current.".to_owned(),
            Self::Behind(pending) => format!(
                "The database lacks {} migrations; run `guildhall migrate`.",
                pending.len()
            ),
            Self::Ahead(unknown) => format!(
                "The database was changed by a newer Guildhall ({} is unknown to this version); install that version.",
                unknown.join(", ")
            ),
        }
    }
}

/// Compares the database's schema with this version's, without changing anything.
///
/// # Errors
/// When the database does not answer.
pub async fn schema_state(app: &Arc<App>) -> Result<SchemaState, DbErr> {
    let unknown = migration::unknown(app.db.bare_reader()).await?;
    if !unknown.is_empty() {
        return Ok(SchemaState::Ahead(unknown));
    }
    let pending = migration::pending(app.db.bare_reader()).await?;
    Ok(if pending.is_empty() {
        SchemaState::Current
    } else {
        SchemaState::Behind(pending)
    })
}

/// Applies pending migrations.
///
/// # Errors
/// When one fails; it is rolled back.
pub async fn migrate(app: &Arc<App>) -> Result<(), DbErr> {
    Migrator::up(app.db.maintenance(), None).await
}
