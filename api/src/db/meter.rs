//! What was sent to the database: a count for tests, the statements themselves for benchmarks.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use sea_orm::Statement;

/// What was sent to the database: a count for tests, the statements themselves for benchmarks.
#[derive(Debug, Default)]
pub struct Meter {
    count: AtomicU64,
    recording: Mutex<Option<Vec<Statement>>>,
}

impl Meter {
    /// Statements sent so far, `BEGIN` and `COMMIT` apart.
    pub fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    /// Keeps statements from now on.
    pub fn start_recording(&self) {
        *self.recording.lock().unwrap_or_else(PoisonError::into_inner) = Some(Vec::new());
    }

    /// The statements kept since [`Meter::start_recording`].
    pub fn stop_recording(&self) -> Vec<Statement> {
        self.recording
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
            .unwrap_or_default()
    }

    pub(super) fn note(&self, statement: &Statement) {
        // Off except in benchmarks: the lock is not contended.
        self.count.fetch_add(1, Ordering::Relaxed);
        if let Some(kept) = self
            .recording
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .as_mut()
        {
            kept.push(statement.clone());
        }
    }
}
