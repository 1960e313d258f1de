//! How a command ends: exit codes, and the sentences of a failure.

use std::process::ExitCode;

use sea_orm::DbErr;
use serde_json::{Map, Value as Json, json};

use crate::{
    config::{Database, Problem},
    db,
    error::Error,
    startup::Unready,
};

/// The exit codes, as `--help` and the README tell them.
pub(super) const HELP: &str = "\
Exit codes:
  0  done
  1  failed: what was asked for could not be done
  2  wrong usage, or a setting that cannot be used
  3  the database cannot be reached, opened or written
  4  the database was changed by a newer Guildhall
  5  done, but not for every row: the report says which were left out and why";

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done.
    Done = 0,
    /// What was asked for could not be done.
    Failed = 1,
    /// Wrong usage, or a setting that cannot be used. The parser of the command line uses the same code.
    Usage = 2,
    /// The database cannot be reached, opened or written.
    Database = 3,
    /// The database was changed by a newer Guildhall.
    Newer = 4,
    /// Done, but rows were quarantined, or a revert left records as they are.
    Quarantined = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command failed: one sentence a problem.
#[derive(Clone, Debug)]
pub(super) struct Failure {
    pub(super) exit: Exit,
    pub(super) sentences: Vec<String>,
    /// What was done before, for a program.
    pub(super) done: Map<String, Json>,
}

impl Failure {
    /// A failure with one sentence.
    pub(super) fn new(exit: Exit, sentence: impl Into<String>) -> Self {
        Self {
            exit,
            sentences: vec![sentence.into()],
            done: Map::new(),
        }
    }

    /// A failure with a sentence a problem.
    pub(super) fn sentences(exit: Exit, sentences: Vec<String>) -> Self {
        Self {
            exit,
            sentences,
            done: Map::new(),
        }
    }

    /// Adds what was done before, under a name.
    pub(super) fn beside(mut self, name: &str, done: Json) -> Self {
        self.done.insert(name.to_owned(), done);
        self
    }

    /// The failure for a program: `{"exitCode": 3, "errors": ["…"]}`, and what was done before.
    pub(super) fn json(&self) -> Json {
        let mut told = self.done.clone();
        told.insert("exitCode".to_owned(), json!(self.exit as u8));
        told.insert("errors".to_owned(), json!(self.sentences));
        Json::Object(told)
    }

    /// Settings that cannot be used.
    pub(super) fn settings(problems: Vec<Problem>) -> Self {
        Self {
            exit: Exit::Usage,
            sentences: problems.into_iter().map(|problem| problem.0).collect(),
            done: Map::new(),
        }
    }

    /// The database does not do what it is asked.
    pub(super) fn database(database: &Database, error: &DbErr) -> Self {
        tracing::debug!(%error, "the database failed");
        Self::new(Exit::Database, db::explain(database, error))
    }

    /// The database is not ready to be worked with.
    pub(super) fn unready(database: &Database, why: &Unready) -> Self {
        match why {
            Unready::Newer(sentence) => Self::new(Exit::Newer, sentence),
            Unready::Database(error) => Self::database(database, error),
            Unready::Refused(sentence) => Self::new(Exit::Failed, sentence),
        }
    }

    /// An operation was refused or failed.
    pub(super) fn operation(database: &Database, error: Error) -> Self {
        match error {
            Error::Internal(source) | Error::Unavailable(source) => {
                if let Some(error) = source.downcast_ref::<DbErr>() {
                    return Self::database(database, error);
                }
                tracing::error!(error = %source, "a fault of Guildhall's own");
                let sentence = "Something went wrong inside Guildhall; the log says what.";
                Self::new(Exit::Failed, sentence)
            }
            other => {
                let errors = other.into_user_errors().unwrap_or_default();
                let sentences = errors.into_iter().map(|error| {
                    let place = error
                        .path
                        .iter()
                        .filter(|part| !matches!(part.as_str(), "input" | "id"));
                    let place: Vec<&str> = place.map(String::as_str).collect();
                    if place.is_empty() {
                        error.message
                    } else {
                        format!("{}: {}", place.join("."), error.message)
                    }
                });
                Self {
                    exit: Exit::Failed,
                    sentences: sentences.collect(),
                    done: Map::new(),
                }
            }
        }
    }
}
