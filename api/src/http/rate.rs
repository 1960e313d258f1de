//! The rate limit: a leaky bucket of cost points for each user or token, and for each network of those who have not signed in.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, Utc};

use crate::error::{Error, Result};

/// Full buckets are forgotten when so many are kept.
const MOST_BUCKETS: usize = 10_000;

/// A bucket holds what comes back in so many seconds.
const BUCKET_SECONDS: u32 = 10;

/// The buckets of all actors.
#[derive(Debug)]
pub struct RateLimits {
    restore: u32,
    buckets: Mutex<HashMap<String, Bucket>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    points: f64,
    at: DateTime<Utc>,
}

impl RateLimits {
    /// Buckets into which `restore` points come back each second.
    pub fn new(restore: u32) -> Self {
        Self {
            restore,
            buckets: Mutex::default(),
        }
    }

    /// Points that come back each second.
    pub fn restore_rate(&self) -> u32 {
        self.restore
    }

    /// Points a full bucket holds.
    pub fn full(&self) -> u32 {
        self.restore.saturating_mul(BUCKET_SECONDS)
    }

    fn points(&self, bucket: Bucket, now: DateTime<Utc>) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds since the last request fit"
        )]
        let seconds = (now - bucket.at).num_milliseconds().max(0) as f64 / 1000.0;
        f64::from(self.full()).min(bucket.points + seconds * f64::from(self.restore))
    }

    /// Takes `cost` points from the bucket of `key`; the points left.
    ///
    /// # Errors
    /// [`Error::RateLimited`] when there are too few.
    pub fn take(&self, key: &str, cost: u32, now: DateTime<Utc>) -> Result<u32> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_BUCKETS {
            buckets.retain(|_, bucket| self.points(*bucket, now) < f64::from(self.full()));
        }
        let points = buckets
            .get(key)
            .map_or(f64::from(self.full()), |bucket| self.points(*bucket, now));
        let left = points - f64::from(cost);
        if left < 0.0 {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a few seconds"
            )]
            let retry_after = (-left / f64::from(self.restore.max(1))).ceil() as u64;
            return Err(Error::RateLimited {
                retry_after: retry_after.max(1),
            });
        }
        buckets.insert(
            key.to_owned(),
            Bucket {
                points: left,
                at: now,
            },
        );
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most the size of a bucket"
        )]
        Ok(left as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_bucket_refuses_and_fills_again() {
        let limits = RateLimits::new(100);
        let start = DateTime::from_timestamp(1_764_000_000, 0).expect("time");
        assert_eq!(limits.take("a", 1_000, start).expect("full"), 0);
        assert!(matches!(
            limits.take("a", 1, start),
            Err(Error::RateLimited { retry_after: 1 })
        ));
        assert!(limits.take("b", 1, start).is_ok());
        assert!(limits.take("a", 1, start + chrono::TimeDelta::seconds(1)).is_ok());
    }
}
