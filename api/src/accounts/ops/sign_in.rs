//! Coming in and going out.
//!
//! An unknown address, a wrong password and an ended access look the same and take the same work. Failures are counted per
//! address, known or not: after five in a row each further attempt has to wait, from half a minute, doubling, to a quarter of
//! an hour. A success clears the count.

use chrono::TimeDelta;
use entities::{ids::SessionId, session, sign_in_attempt, user_account, values::Secret};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::users::folded;
use crate::{
    accounts::{cookies, secrets},
    actor::Door,
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    record,
};

/// Failures in a row that are free.
const FREE_FAILURES: i32 = 5;
const FIRST_WAIT_SECONDS: i64 = 30;
const LONGEST_WAIT_SECONDS: i64 = 15 * 60;
/// Failures so old no longer count.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::hours(24);

/// Somebody who came in.
#[derive(Debug)]
pub struct SignedIn {
    /// Who it is.
    pub user: user_account::Model,
    /// The session's token, for the cookie.
    pub token: Secret<String>,
}

/// Opens a session for whoever knows the password.
///
/// # Errors
/// `UNAUTHENTICATED` when address and password do not fit; [`Error::RateLimited`] while the address has to wait.
pub async fn sign_in(cx: &Cx, email: &str, password: Secret<String>) -> Result<SignedIn> {
    let address = folded(email);
    let subject = secrets::digest(&address);
    check_wait(cx, &subject).await?;
    let user = user_account::Entity::find()
        .filter(user_account::Column::EmailSearch.eq(&address))
        .filter(user_account::Column::DisabledAt.is_null())
        .one(cx.app.db.read())
        .await?;
    let hash = user.as_ref().and_then(|user| user.password_hash.clone());
    let fits = cx.app.passwords.verify(password, hash).await?;
    if let Some(user) = user.filter(|_| fits) {
        return open_session(cx, &subject, user).await;
    }
    db::write(cx, async |tx| count_failure(tx, cx, &subject).await).await?;
    let message = "The e-mail address or the password is wrong.";
    Err(Error::user(UserErrorCode::Unauthenticated, "input", message))
}

async fn check_wait(cx: &Cx, subject: &str) -> Result<()> {
    let attempt = sign_in_attempt::Entity::find_by_id(subject.to_owned())
        .one(cx.app.db.read())
        .await?;
    let locked_until = attempt.and_then(|attempt| attempt.locked_until);
    let left = locked_until.map_or(0, |until| (until - cx.app.clock.now()).num_seconds());
    match u64::try_from(left) {
        Ok(retry_after) if retry_after > 0 => Err(Error::RateLimited { retry_after }),
        _ => Ok(()),
    }
}

async fn open_session(cx: &Cx, subject: &str, user: user_account::Model) -> Result<SignedIn> {
    let (now, token) = (cx.app.clock.now(), secrets::generate("")?);
    let row = session::ActiveModel {
        id: Set(cx.app.ids.next::<SessionId>()),
        user_id: Set(user.id),
        token_hash: Set(secrets::digest(token.expose())),
        created_at: Set(now),
        last_seen_at: Set(now),
        rotated_at: Set(now),
        previous_token_hash: Set(None),
        expires_at: Set(now + cookies::ABSOLUTE),
        idle_expires_at: Set(now + cookies::IDLE),
        user_agent: Set(None),
    };
    db::write(cx, async |tx| {
        sign_in_attempt::Entity::delete_by_id(subject.to_owned())
            .exec(tx)
            .await?;
        session::Entity::delete_many()
            .filter(session::Column::UserId.eq(user.id))
            .filter(
                session::Column::ExpiresAt
                    .lte(now)
                    .or(session::Column::IdleExpiresAt.lte(now)),
            )
            .exec(tx)
            .await?;
        row.insert(tx).await?;
        record::note::<user_account::Entity>(tx, cx, "SIGNED_IN", &user, Vec::new()).await
    })
    .await?;
    Ok(SignedIn { user, token })
}

/// Counts a failure in one statement, so that parallel attempts are all counted, and sets the wait.
async fn count_failure(tx: &Tx, cx: &Cx, subject: &str) -> Result<()> {
    let now = cx.app.clock.now();
    sign_in_attempt::Entity::delete_many()
        .filter(sign_in_attempt::Column::LastFailedAt.lt(now - FORGOTTEN_AFTER))
        .exec(tx)
        .await?;
    let row = sign_in_attempt::ActiveModel {
        subject_hash: Set(subject.to_owned()),
        failures: Set(1),
        last_failed_at: Set(now),
        locked_until: Set(None),
    };
    let more = Expr::col((sign_in_attempt::Entity, sign_in_attempt::Column::Failures)).add(1);
    let on_conflict = OnConflict::column(sign_in_attempt::Column::SubjectHash)
        .value(sign_in_attempt::Column::Failures, more)
        .update_column(sign_in_attempt::Column::LastFailedAt)
        .to_owned();
    let stored = sign_in_attempt::Entity::insert(row)
        .on_conflict(on_conflict)
        .exec_with_returning(tx)
        .await?;
    if stored.failures >= FREE_FAILURES {
        sign_in_attempt::Entity::update_many()
            .col_expr(
                sign_in_attempt::Column::LockedUntil,
                Expr::value(Some(now + wait(stored.failures))),
            )
            .filter(sign_in_attempt::Column::SubjectHash.eq(subject))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// How long the next attempt waits after so many failures.
fn wait(failures: i32) -> TimeDelta {
    let doublings = Ord::min(u32::try_from(failures - FREE_FAILURES).unwrap_or(0), 10);
    TimeDelta::seconds(Ord::min(FIRST_WAIT_SECONDS << doublings, LONGEST_WAIT_SECONDS))
}

/// Ends the session of the request; a token or nobody has none to end.
///
/// # Errors
/// Database errors.
pub async fn sign_out(cx: &Cx) -> Result<()> {
    let Some(Door::Session(id)) = cx.actor.user().map(|user| &user.door) else {
        return Ok(());
    };
    let id = *id;
    db::write(cx, async |tx| {
        session::Entity::delete_by_id(id).exec(tx).await?;
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::wait;

    #[test]
    fn the_wait_doubles_up_to_a_quarter_of_an_hour() {
        let seconds: Vec<i64> = [5, 6, 7, 9, 10, 1000]
            .map(|failures| wait(failures).num_seconds())
            .to_vec();
        assert_eq!(seconds, [30, 60, 120, 480, 900, 900]);
    }
}
