//! Slows guessing down: counts sign-ins of an e-mail address, known here or not, until one succeeds.
//!
//! An attempt is counted before the password is looked at, in a transaction of its own, so that attempts sent side by side
//! are counted too. After five failures in a row the door is locked for 30 seconds, then for twice as long each time, up to
//! 15 minutes. An attempt at a locked door is not counted. A day without attempts forgets them.

use chrono::TimeDelta;
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
};

/// Failures in a row that lock the door.
const FREE_FAILURES: i32 = 5;
const FIRST_LOCK_SECONDS: i64 = 30;
const LONGEST_LOCK_SECONDS: i64 = 15 * 60;
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(24);

/// An attempt that was counted.
#[derive(Clone, Debug)]
pub(super) struct Attempt(String);

/// Counts an attempt as a failure; [`clear`] takes it back.
///
/// # Errors
/// `RATE_LIMITED` while the door is locked.
pub(super) async fn begin(cx: &Cx, folded_email: &str) -> Result<Attempt> {
    let subject = secrets::digest(folded_email);
    let now = cx.app.clock.now();
    db::write(cx, async |tx| {
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
        let Some(stored) = stored else { return Ok(()) };
        if let Some(until) = stored.locked_until.filter(|until| *until > now) {
            return Err(locked((until - now).num_milliseconds()));
        }
        let failures = stored.failures.saturating_add(1);
        let counted = sign_in_attempt::ActiveModel {
            subject_hash: Set(subject.clone()),
            failures: Set(failures),
            last_failed_at: Set(now),
            locked_until: Set(lock_seconds(failures).map(|seconds| now + TimeDelta::seconds(seconds))),
        };
        counted.update(tx).await?;
        Ok(())
    })
    .await?;
    Ok(Attempt(subject))
}

/// Forgets the failures of an address.
///
/// # Errors
/// Database errors.
pub(super) async fn forget(tx: &Tx, folded_email: &str) -> Result<()> {
    clear(tx, &Attempt(secrets::digest(folded_email))).await
}

/// Forgets the failures of an address after a success.
///
/// # Errors
/// Database errors.
pub(super) async fn clear(tx: &Tx, attempt: &Attempt) -> Result<()> {
    sign_in_attempt::Entity::delete_by_id(attempt.0.clone())
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
