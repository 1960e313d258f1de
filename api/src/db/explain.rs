//! Why a database cannot be used, for an operator.

use sea_orm::DbErr;

use crate::config::Database;

/// Why a database cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    ReadOnly,
    Locked,
    Full,
    NoDatabase,
    NotOpened,
    Refused,
    Missing,
    Unreachable,
}

impl Cause {
    /// What drivers and servers say, and what it means; the first that fits.
    const SIGNS: [(&'static str, Self); 17] = [
        ("readonly database", Self::ReadOnly),
        ("read-only", Self::ReadOnly),
        ("database is locked", Self::Locked),
        ("disk is full", Self::Full),
        ("No space left", Self::Full),
        ("not a database", Self::NoDatabase),
        ("malformed", Self::NoDatabase),
        ("unable to open database file", Self::NotOpened),
        ("Permission denied", Self::NotOpened),
        ("authentication failed", Self::Refused),
        ("no password", Self::Refused),
        ("no pg_hba.conf entry", Self::Refused),
        ("role \"", Self::Refused),
        ("permission denied", Self::Refused),
        ("does not exist", Self::Missing),
        ("too many clients", Self::Full),
        ("remaining connection slots", Self::Full),
    ];

    /// The cause, where the error tells it.
    fn of(database: &Database, error: &DbErr) -> Option<Self> {
        let text = error.to_string();
        let sign = Self::SIGNS.iter().find(|(sign, _)| text.contains(sign));
        let timed_out = || text.contains("timed out") || text.contains("did not answer in time");
        match (database, sign) {
            (Database::Sqlite { .. }, Some((_, Self::Refused | Self::Missing))) => None,
            (_, Some((_, cause))) => Some(*cause),
            (Database::Sqlite { .. }, None) if timed_out() => Some(Self::Locked),
            (Database::Sqlite { .. }, None) if text.contains("os error") => Some(Self::NotOpened),
            (Database::Postgres(_), None) if timed_out() => Some(Self::Unreachable),
            _ => None,
        }
    }
}

/// Whether [`explain`] knows the cause of the error.
pub fn is_explained(database: &Database, error: &DbErr) -> bool {
    Cause::of(database, error).is_some()
}

/// Why the database cannot be used, in one sentence for an operator, without the driver's words.
pub fn explain(database: &Database, error: &DbErr) -> String {
    let name = database.describe();
    let is_sqlite = matches!(database, Database::Sqlite { .. });
    match Cause::of(database, error) {
        Some(Cause::ReadOnly) => format!("{name} is read-only for this user."),
        Some(Cause::Locked) => format!("{name} is locked by another program; stop it and try again."),
        Some(Cause::Full) if is_sqlite => format!("{name} cannot grow: the disk is full."),
        Some(Cause::Full) => format!("{name} takes no more connections, or its disk is full."),
        Some(Cause::NoDatabase) => format!("{name} is not a database, or it is damaged."),
        Some(Cause::NotOpened) => {
            format!("{name} cannot be opened: look at its folder and its permissions.")
        }
        Some(Cause::Refused) => format!("{name} refuses the user name or password in DATABASE_URL."),
        Some(Cause::Missing) => format!("{name} does not exist on that server; create it first."),
        Some(Cause::Unreachable) | None if is_sqlite => {
            format!("{name} cannot be used; run `guildhall doctor`.")
        }
        Some(Cause::Unreachable) | None => {
            format!("{name} cannot be reached: look at DATABASE_URL, and whether the server runs.")
        }
    }
}
