//! The one error type, its three kinds, and its one mapping to GraphQL.
//!
//! 1. [`Error::User`]: the caller can mend it; it travels in a payload's `userErrors`.
//! 2. [`Error::NotFound`], [`Error::Forbidden`], [`Error::Unauthenticated`], [`Error::RateLimited`]: user errors on
//!    mutations; an error with `extensions.code` on queries.
//! 3. [`Error::Internal`] and [`Error::Unavailable`]: logged once at the boundary; the client reads no cause.
//!
//! `Error` has no `Display` on purpose: `async_graphql` sends the text of every `Display` error to the client, SQL included.

use std::sync::Arc;

use async_graphql::{Enum, ErrorExtensions, SimpleObject};
use sea_orm::{DbErr, RuntimeErr, SqlErr};

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something was not done.
#[derive(Clone, Debug)]
pub enum Error {
    /// The caller can mend it: one entry a problem.
    User(Vec<UserError>),
    /// The record does not exist, or the actor may not see it: the two look the same.
    NotFound,
    /// The actor sees the record and may not do this to it.
    Forbidden,
    /// Nobody is signed in.
    Unauthenticated,
    /// Too many attempts; try again after so many seconds.
    RateLimited {
        /// Seconds until the next attempt is heard.
        retry_after: u64,
    },
    /// The database does not answer. Trying again later is sensible.
    Unavailable(Arc<dyn std::error::Error + Send + Sync>),
    /// A fault of ours.
    Internal(Arc<dyn std::error::Error + Send + Sync>),
}

/// One thing the caller can mend.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct UserError {
    /// What kind of problem it is, for programs.
    pub code: UserErrorCode,
    /// What is wrong and what to do, for people, in English.
    pub message: String,
    /// Where in the arguments the problem lies, such as `["input", "contacts", "2", "email"]`; empty when it is the whole.
    pub path: Vec<String>,
    /// The values named in the message, for translation.
    pub params: Vec<ErrorParam>,
}

/// A value named in the message of a user error.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct ErrorParam {
    /// The name of the value.
    pub name: String,
    /// The value as text.
    pub value: String,
}

/// Kinds of user errors. The list may grow: clients need a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum UserErrorCode {
    /// A value is missing.
    Required,
    /// A value is not acceptable.
    Invalid,
    /// A text is longer than allowed.
    TooLong,
    /// A record named in the arguments does not exist or is not visible to you.
    NotFound,
    /// A record like it exists already.
    Duplicate,
    /// Somebody changed the record since you read it.
    Conflict,
    /// You see the record and may not do this to it.
    Forbidden,
    /// The record's state does not allow it.
    State,
    /// Too many at once.
    Limit,
    /// Other records still refer to it.
    Referenced,
    /// The sign-in failed.
    Unauthenticated,
    /// Too many attempts; wait.
    RateLimited,
    /// A text holds what looks like a Social Security number or a date of birth, which are not kept (TEGL 39-11).
    PersonalData,
}

impl UserError {
    /// A problem at `path`, written with dots: `input.contacts.2.email`.
    pub fn new(code: UserErrorCode, path: &str, message: impl Into<String>) -> Self {
        let path = path
            .split('.')
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect();
        Self {
            code,
            message: message.into(),
            path,
            params: Vec::new(),
        }
    }

    /// Whether a lost race is among the problems: then the payload shows the stored record.
    pub fn has_conflict(errors: &[Self]) -> bool {
        errors.iter().any(|error| error.code == UserErrorCode::Conflict)
    }

    /// Adds a value named in the message.
    #[must_use]
    pub fn with(mut self, name: &str, value: &impl ToString) -> Self {
        self.params.push(ErrorParam {
            name: name.to_owned(),
            value: value.to_string(),
        });
        self
    }
}

impl Error {
    /// A single user error at `path` (dots between its parts).
    pub fn user(code: UserErrorCode, path: &str, message: impl Into<String>) -> Self {
        Self::User(vec![UserError::new(code, path, message)])
    }

    /// A value that is not acceptable.
    pub fn invalid(path: &str, message: impl Into<String>) -> Self {
        Self::user(UserErrorCode::Invalid, path, message)
    }

    /// The state of the record does not allow it.
    pub fn state(path: &str, message: impl Into<String>) -> Self {
        Self::user(UserErrorCode::State, path, message)
    }

    /// A fault of ours with its cause.
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(Arc::from(source.into()))
    }

    /// Whether a row could not go or come because of the rows that refer to it, or that it refers to.
    pub fn is_referenced(&self) -> bool {
        let Self::Internal(source) = self else {
            return false;
        };
        let Some(error) = source.downcast_ref::<DbErr>() else {
            return false;
        };
        // A foreign key that restricts has a code of its own in both databases, which is not taken for a foreign key's.
        let restricts = || {
            let text = error.to_string();
            text.contains("FOREIGN KEY constraint failed") || text.contains("violates RESTRICT setting")
        };
        matches!(error.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_))) || restricts()
    }

    /// This error as the `userErrors` of a mutation; faults of ours stay errors.
    ///
    /// # Errors
    /// [`Error::Internal`] and [`Error::Unavailable`] come back as they are.
    pub fn into_user_errors(self) -> Result<Vec<UserError>> {
        let one = |code, message: &str| Ok(vec![UserError::new(code, "", message)]);
        match self {
            Self::User(errors) => Ok(errors),
            Self::NotFound => one(
                UserErrorCode::NotFound,
                "There is no such record, or it is not visible to you.",
            ),
            Self::Forbidden => one(UserErrorCode::Forbidden, "Your role does not allow this."),
            Self::Unauthenticated => one(UserErrorCode::Unauthenticated, "Sign in first."),
            Self::RateLimited { retry_after } => Ok(vec![
                UserError::new(
                    UserErrorCode::RateLimited,
                    "",
                    format!("Too many attempts; try again in {}.", seconds(retry_after)),
                )
                .with("retryAfter", &retry_after),
            ]),
            other @ (Self::Unavailable(_) | Self::Internal(_)) => Err(other),
        }
    }

    /// The code under `extensions.code` and the text a client may read.
    pub fn public(&self) -> (&'static str, String) {
        match self {
            Self::User(errors) => (
                "BAD_USER_INPUT",
                errors.first().map(|e| e.message.clone()).unwrap_or_default(),
            ),
            Self::NotFound => (
                "NOT_FOUND",
                "There is no such record, or it is not visible to you.".into(),
            ),
            Self::Forbidden => ("FORBIDDEN", "Your role does not allow this.".into()),
            Self::Unauthenticated => ("UNAUTHENTICATED", "Sign in first.".into()),
            Self::RateLimited { retry_after } => (
                "RATE_LIMITED",
                format!("Too many requests; try again in {}.", seconds(*retry_after)),
            ),
            Self::Unavailable(_) => (
                "INTERNAL_SERVER_ERROR",
                "The database does not answer; try again later.".into(),
            ),
            Self::Internal(_) => ("INTERNAL_SERVER_ERROR", "internal error".into()),
        }
    }
}

fn seconds(count: u64) -> String {
    match count {
        1 => "1 second".to_owned(),
        count => format!("{count} seconds"),
    }
}

impl From<DbErr> for Error {
    fn from(source: DbErr) -> Self {
        match &source {
            DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => Self::Unavailable(Arc::new(source)),
            DbErr::Query(error) | DbErr::Exec(error) if is_connection_loss(error) => {
                Self::Unavailable(Arc::new(source))
            }
            _ => Self::Internal(Arc::new(source)),
        }
    }
}

/// What drivers say when the connection is gone.
const SIGNS: [&str; 9] = [
    "error communicating with database",
    "terminating connection",
    "connection refused",
    "Connection reset",
    "Broken pipe",
    "the database system is",
    "unexpected end of file",
    "expected to read",
    "database is locked",
];

/// Whether the statement failed because the database went away, not because of the statement.
fn is_connection_loss(error: &RuntimeErr) -> bool {
    let text = error.to_string();
    SIGNS.iter().any(|sign| text.contains(sign))
}

impl From<Error> for async_graphql::Error {
    fn from(error: Error) -> Self {
        if let Error::Internal(source) | Error::Unavailable(source) = &error {
            tracing::error!(error = %source, "a field could not be answered");
        }
        let (code, message) = error.public();
        let mut wire = Self::new(message).extend_with(|_, extensions| extensions.set("code", code));
        // The HTTP layer reads the kind back, to choose the status.
        wire.source = Some(Arc::new(error));
        wire
    }
}

/// Turns a violated unique constraint into a user error.
pub trait OnUnique<T> {
    /// `constraint` is the index's name, `uq_<table>_<columns>`; `table.column` is how SQLite names a plain one.
    ///
    /// # Errors
    /// The given user error when that constraint was violated, else the error as it is.
    fn on_unique(self, constraint: &str, column: &str, error: UserError) -> Result<T>;
}

impl<T> OnUnique<T> for Result<T> {
    fn on_unique(self, constraint: &str, column: &str, error: UserError) -> Self {
        self.map_err(|failure| {
            let Error::Internal(source) = &failure else { return failure };
            let violated = source
                .downcast_ref::<DbErr>()
                .and_then(DbErr::sql_err)
                .is_some_and(|sql| matches!(&sql, SqlErr::UniqueConstraintViolation(text) if text.contains(constraint) || text.contains(column)));
            if violated { Error::User(vec![error]) } else { failure }
        })
    }
}
