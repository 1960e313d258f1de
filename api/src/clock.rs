//! The time and the ids, injected: production reads the machine's clock, tests set it.
//!
//! Everything that is stored takes its time from here, in UTC and whole microseconds, because PostgreSQL keeps
//! microseconds and SQLite keeps what it is given: a finer time would differ after a round trip. What a clock on the wall
//! shows somewhere is reckoned in [`zones`] alone.

pub mod zones;

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Days, NaiveDate, SubsecRound, TimeDelta, Utc};
use entities::ids::TypedId;
use uuid::{ContextV7, Timestamp, Uuid};

/// Tells the time.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<Mutex<DateTime<Utc>>>>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands at `start` until [`Clock::advance`] moves it.
    pub fn fixed(start: DateTime<Utc>) -> Self {
        Self(Some(Arc::new(Mutex::new(start.trunc_subsecs(6)))))
    }

    /// The current time in UTC, truncated to whole microseconds.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that reads the machine's clock"
    )]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            None => Utc::now().trunc_subsecs(6),
            Some(fixed) => *fixed.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// The current day in UTC: what "now" means for dated records.
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// The last day that has begun somewhere on Earth: what happened cannot have happened later.
    pub fn latest_day(&self) -> NaiveDate {
        self.today() + Days::new(1)
    }

    /// Moves a fixed clock; the machine's clock takes no notice.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(fixed) = &self.0 {
            *fixed.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }
}

/// Makes ids: `UUIDv7`, so that rows sort by the time they were made.
#[derive(Debug)]
pub struct Ids {
    clock: Clock,
    context: Mutex<ContextV7>,
}

impl Ids {
    /// Ids that take their time from `clock`.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            context: Mutex::new(ContextV7::new()),
        }
    }

    /// A new id of any kind.
    pub fn next<T: TypedId>(&self) -> T {
        T::from_uuid(self.next_uuid())
    }

    /// A new raw id, later than every one before it.
    pub fn next_uuid(&self) -> Uuid {
        let now = self.clock.now();
        let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
        let context = self.context.lock().unwrap_or_else(PoisonError::into_inner);
        Uuid::new_v7(Timestamp::from_unix(
            &*context,
            seconds,
            now.timestamp_subsec_nanos(),
        ))
    }
}
