//! The rate limit: a leaky bucket of cost points for each user or token, and for each network of those who have not signed in.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};

use crate::error::{Error, Result};

/// Full buckets are forgotten when so many are kept; networks beyond so many share one.
const MOST_BUCKETS: usize = 10_000;
/// How often full buckets are looked for.
const SWEPT_EVERY: TimeDelta = TimeDelta::seconds(1);

/// A bucket holds what comes back in so many seconds.
const BUCKET_SECONDS: u32 = 10;

/// Whose points are taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Payer {
    /// A user or an API token.
    Known(String),
    /// Whoever has not signed in and comes from this network. There are more of them than anybody can keep count of.
    Network(String),
    /// The networks that come when there is no room for one more.
    Rest,
}

/// The buckets of all actors.
#[derive(Debug)]
pub struct RateLimits {
    /// Points that come back each second.
    restore: f64,
    /// Points a full bucket holds.
    full: f64,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    buckets: HashMap<Payer, Bucket>,
    swept_at: Option<DateTime<Utc>>,
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
            restore: f64::from(restore),
            full: f64::from(restore) * f64::from(BUCKET_SECONDS),
            kept: Mutex::default(),
        }
    }

    /// Buckets of `full` points, of which one comes back every so many seconds.
    pub fn slow(full: u32, seconds: u32) -> Self {
        Self {
            restore: 1.0 / f64::from(seconds.max(1)),
            full: f64::from(full),
            kept: Mutex::default(),
        }
    }

    /// Points that come back each second.
    pub fn restore_rate(&self) -> u32 {
        whole(self.restore)
    }

    /// Points a full bucket holds.
    pub fn full(&self) -> u32 {
        whole(self.full)
    }

    fn points(&self, bucket: Bucket, now: DateTime<Utc>) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds since the last request fit"
        )]
        let seconds = (now - bucket.at).num_milliseconds().max(0) as f64 / 1000.0;
        self.full.min(bucket.points + seconds * self.restore)
    }

    /// Takes `cost` points from the payer's bucket; the points left. Who has a full bucket may always go: what costs more takes
    /// all of it.
    ///
    /// # Errors
    /// [`Error::RateLimited`] when there are too few.
    pub fn take(&self, payer: &Payer, cost: u32, now: DateTime<Utc>) -> Result<u32> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let payer = self.place(&mut kept, payer, now);
        let points = kept
            .buckets
            .get(&payer)
            .map_or(self.full, |bucket| self.points(*bucket, now));
        let left = points - f64::from(cost).min(self.full);
        if left < 0.0 {
            let retry_after = whole((-left / self.restore).ceil());
            return Err(Error::RateLimited {
                retry_after: u64::from(retry_after).max(1),
            });
        }
        kept.buckets.insert(
            payer,
            Bucket {
                points: left,
                at: now,
            },
        );
        Ok(whole(left))
    }

    /// Gives points back that were taken.
    pub fn give(&self, payer: &Payer, points: u32, now: DateTime<Utc>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let payer = self.place(&mut kept, payer, now);
        if let Some(bucket) = kept.buckets.get_mut(&payer) {
            bucket.points = self.full.min(self.points(*bucket, now) + f64::from(points));
            bucket.at = now;
        }
    }

    /// The bucket that a payer uses. Room is made at most once a second, for it means a look at every bucket; the number of
    /// users and tokens is bounded by the database, that of networks is not.
    fn place(&self, kept: &mut Kept, payer: &Payer, now: DateTime<Utc>) -> Payer {
        if kept.buckets.len() < MOST_BUCKETS || kept.buckets.contains_key(payer) {
            return payer.clone();
        }
        if kept.swept_at.is_none_or(|at| now - at >= SWEPT_EVERY) {
            kept.swept_at = Some(now);
            kept.buckets
                .retain(|_, bucket| self.points(*bucket, now) < self.full);
        }
        match payer {
            Payer::Network(_) if kept.buckets.len() >= MOST_BUCKETS => Payer::Rest,
            _ => payer.clone(),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "positive, and beyond the largest number it is that one"
)]
fn whole(points: f64) -> u32 {
    points as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(name: &str) -> Payer {
        Payer::Known(name.to_owned())
    }

    fn network(number: usize) -> Payer {
        Payer::Network(number.to_string())
    }

    fn start() -> DateTime<Utc> {
        DateTime::from_timestamp(1_764_000_000, 0).expect("time")
    }

    #[test]
    fn an_empty_bucket_refuses_and_fills_again() {
        let limits = RateLimits::new(100);
        assert_eq!(limits.take(&known("a"), 1_000, start()).expect("full"), 0);
        assert!(matches!(
            limits.take(&known("a"), 1, start()),
            Err(Error::RateLimited { retry_after: 1 })
        ));
        assert!(limits.take(&known("b"), 1, start()).is_ok());
        assert!(
            limits
                .take(&known("a"), 1, start() + TimeDelta::seconds(1))
                .is_ok()
        );
    }

    #[test]
    fn what_costs_more_than_a_bucket_holds_takes_all_of_it() {
        let limits = RateLimits::new(100);
        assert_eq!(limits.take(&known("a"), 5_000, start()).expect("full"), 0);
        assert!(matches!(
            limits.take(&known("a"), 5_000, start()),
            Err(Error::RateLimited { retry_after: 10 })
        ));
    }

    #[test]
    fn slow_buckets_count_single_points_and_take_them_back() {
        let limits = RateLimits::slow(2, 30);
        let now = start();
        assert!(limits.take(&network(1), 1, now).is_ok() && limits.take(&network(1), 1, now).is_ok());
        assert!(matches!(
            limits.take(&network(1), 1, now),
            Err(Error::RateLimited { retry_after: 30 })
        ));
        limits.give(&network(1), 1, now);
        assert!(limits.take(&network(1), 1, now).is_ok());
        assert!(limits.take(&network(1), 1, now + TimeDelta::seconds(30)).is_ok());
    }

    #[test]
    fn a_flood_of_networks_is_neither_kept_nor_walked_at_each_request() {
        let limits = RateLimits::new(100);
        let began = std::time::Instant::now();
        for number in 0..100_000 {
            // Each takes a full bucket away, so that none can be forgotten.
            drop(limits.take(&network(number), 1_000, start()));
        }
        assert!(began.elapsed().as_secs() < 5, "{:?}", began.elapsed());
        let kept = || limits.kept.lock().expect("kept").buckets.len();
        assert_eq!(kept(), MOST_BUCKETS + 1);
        assert!(
            limits.take(&network(200_000), 1, start()).is_err(),
            "they share what is left"
        );
        assert!(
            limits.take(&known("ann"), 1, start()).is_ok(),
            "who has signed in does not"
        );
        let later = start() + TimeDelta::seconds(11);
        assert!(limits.take(&network(200_001), 1, later).is_ok());
        assert_eq!(kept(), 1);
    }
}
