//! Slows guessing down: counts sign-ins of an e-mail address, known here or not, until one succeeds.
//!
//! An attempt is counted before the password is looked at, in a transaction of its own, so that attempts sent side by side
//! are counted too. After five failures in a row the door is locked for 30 seconds, then for twice as long each time, up to
//! 15 minutes. An attempt at a locked door is not counted. A day without attempts forgets them.
//!
//! Who tries one password on many addresses is slowed down by the network they come from: fifty attempts that fail, then one
//! every half minute. A success gives its own attempt back and no other, so that nobody clears the count with an account of
//! their own. This count lives in memory, as other rate limits do.

use chrono::{DateTime, TimeDelta, Utc};
use entities::sign_in_attempt::{self, Column};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::OnConflict,
};

use crate::{
    accounts::secrets,
    app::Cx,
    db::{self, Tx},
    error::{Error, Result},
    http::{
        Network,
        rate::{Payer, RateLimits},
    },
};

/// Failures in a row that lock the door.
pub(crate) const FREE_FAILURES: i32 = 5;
pub(crate) const FIRST_LOCK_SECONDS: i64 = 30;
pub(crate) const LONGEST_LOCK_SECONDS: i64 = 15 * 60;
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(24);

/// Failures from one network before it must wait.
pub(crate) const NETWORK_FAILURES: u32 = 50;
/// Seconds until a network may try once more.
pub(crate) const NETWORK_SECONDS: u32 = 30;

/// The failures that networks have left.
pub fn failures_of_networks() -> RateLimits {
    RateLimits::slow(NETWORK_FAILURES, NETWORK_SECONDS)
}

/// An attempt that was counted.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    subject: String,
    network: Option<Payer>,
    /// Until when the door is locked, unless this attempt succeeds.
    pub(super) locks_until: Option<DateTime<Utc>>,
}

/// Counts an attempt as a failure, of the address and of the network it comes from; [`clear`] takes it back.
///
/// # Errors
/// `RATE_LIMITED` while the door is locked or the network has failed too often.
pub(super) async fn begin(cx: &Cx, email: &str, network: Option<&Network>) -> Result<Attempt> {
    let subject = secrets::digest(email);
    let network = network.map(|network| Payer::Network(network.0.clone()));
    let now = cx.app.clock.now();
    if let Some(network) = &network {
        cx.app.sign_ins.take(network, 1, now)?;
    }
    let locks_until = db::write(cx, async |tx| {
        sign_in_attempt::Entity::delete_many()
            .filter(Column::LastFailedAt.lt(now - FORGOTTEN_AFTER))
            .exec(tx)
            .await?;
        let first = sign_in_attempt::ActiveModel {
            subject_hash: Set(subject.clone()),
            failures: Set(0),
            last_failed_at: Set(now),
            locked_until: Set(None),
        };
        sign_in_attempt::Entity::insert(first)
            .on_conflict(OnConflict::column(Column::SubjectHash).do_nothing().to_owned())
            .exec_without_returning(tx)
            .await?;
        let stored = sign_in_attempt::Entity::find_by_id(subject.clone())
            .lock_exclusive()
            .one(tx)
            .await?;
        // A success beside this one may have taken the row away: then there is nothing to count on.
        let Some(stored) = stored else { return Ok(None) };
        if let Some(until) = stored.locked_until.filter(|until| *until > now) {
            return Err(locked((until - now).num_milliseconds()));
        }
        let failures = stored.failures.saturating_add(1);
        let locks_until = lock_seconds(failures).map(|seconds| now + TimeDelta::seconds(seconds));
        let counted = sign_in_attempt::ActiveModel {
            subject_hash: Set(subject.clone()),
            failures: Set(failures),
            last_failed_at: Set(now),
            locked_until: Set(locks_until),
        };
        counted.update(tx).await?;
        Ok(locks_until)
    })
    .await?;
    Ok(Attempt {
        subject,
        network,
        locks_until,
    })
}

/// Forgets the failures of an address after a success, and this attempt of its network.
///
/// # Errors
/// Database errors.
pub(super) async fn clear(tx: &Tx, cx: &Cx, attempt: &Attempt) -> Result<()> {
    delete(tx, &attempt.subject).await?;
    if let Some(network) = &attempt.network {
        cx.app.sign_ins.give(network, 1, cx.app.clock.now());
    }
    Ok(())
}

/// Opens the door of an address again; whether it was locked.
///
/// # Errors
/// Database errors.
pub(super) async fn unlock(tx: &Tx, cx: &Cx, email: &str) -> Result<bool> {
    let subject = secrets::digest(email);
    let stored = sign_in_attempt::Entity::find_by_id(subject.clone())
        .one(tx)
        .await?;
    delete(tx, &subject).await?;
    let until = stored.and_then(|stored| stored.locked_until);
    Ok(until.is_some_and(|until| until > cx.app.clock.now()))
}

/// Forgets the failures of an address.
///
/// # Errors
/// Database errors.
pub(super) async fn forget(tx: &Tx, email: &str) -> Result<()> {
    delete(tx, &secrets::digest(email)).await
}

async fn delete(tx: &Tx, subject: &str) -> Result<()> {
    sign_in_attempt::Entity::delete_by_id(subject.to_owned())
        .exec(tx)
        .await?;
    Ok(())
}

fn locked(milliseconds: i64) -> Error {
    let seconds = u64::try_from(milliseconds).unwrap_or_default().div_ceil(1000);
    Error::RateLimited {
        retry_after: seconds.max(1),
    }
}

/// How long the door is locked after so many failures in a row.
fn lock_seconds(failures: i32) -> Option<i64> {
    let beyond = u32::try_from(failures - FREE_FAILURES).ok()?;
    let doubled = FIRST_LOCK_SECONDS.saturating_mul(1_i64 << beyond.min(20));
    Some(doubled.min(LONGEST_LOCK_SECONDS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_doubles_up_to_a_quarter_of_an_hour() {
        let locks: Vec<_> = [1, 4, 5, 6, 7, 9, 10, 11, i32::MAX].map(lock_seconds).into();
        let seconds = [
            None,
            None,
            Some(30),
            Some(60),
            Some(120),
            Some(480),
            Some(900),
            Some(900),
            Some(900),
        ];
        assert_eq!(locks, seconds);
    }
}
