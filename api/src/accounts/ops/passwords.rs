//! The rules of passwords: what a good one is, and how it changes.

use entities::{ids::UserId, session, user_account, values::Secret};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{throttle, users::same_email};
use crate::{
    accounts::reads,
    actor::Door,
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record,
};

/// Characters a new password has at least.
pub const NEW_PASSWORD: usize = 12;
/// Characters a password has at most.
pub const MOST_PASSWORD: usize = 1_000;

/// Changes the actor's own password and ends the actor's other sessions.
///
/// # Errors
/// `FORBIDDEN` by API token; `INVALID` at `input.current` when it does not fit; `RATE_LIMITED` after too many tries; see
/// [`check_new`] for the new one.
pub async fn change_password(cx: &Cx, current: Secret<String>, new: Secret<String>) -> Result<()> {
    let (user, own) = match cx.actor.user() {
        Some(user) => match user.door {
            Door::Session(session) => (user, session),
            Door::Token { .. } | Door::Feed(_) | Door::Letter | Door::CommandLine => {
                return Err(Error::Forbidden);
            }
        },
        None => return Err(Error::Unauthenticated),
    };
    let row = reads::users::own(cx, user.id).await?;
    check_new("input.new", &new, &row.email)?;
    let place = cx.app.passwords.queue()?;
    let attempt = throttle::begin(cx, &row.email_search, None).await?;
    let stored = row.password_hash.clone();
    if !cx.app.passwords.verify(place, current, stored).await? {
        return Err(Error::invalid(
            "input.current",
            "This is not your present password.",
        ));
    }
    let hash = cx.app.passwords.hash(new).await?;
    db::write(cx, async |tx| {
        throttle::clear(tx, cx, &attempt).await?;
        let changed = user_account::ActiveModel {
            password_hash: Set(Some(hash)),
            ..Default::default()
        };
        record::update::<user_account::Entity>(tx, cx, &row, Some(row.version), changed).await?;
        end_sessions(tx, row.id, Some(own)).await
    })
    .await
}

/// Gives a user a new password, ends all of the user's sessions and opens the door: for those who forgot theirs or have none.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; see [`check_new`].
pub async fn reset_password(cx: &Cx, id: UserId, new: Secret<String>) -> Result<user_account::Model> {
    let before = reads::users::by_id(cx, cx.app.db.read(), id).await?;
    cx.may(Action::UserManage)?;
    check_new("password", &new, &before.email)?;
    let hash = cx.app.passwords.hash(new).await?;
    db::write(cx, async |tx| {
        let before = reads::users::by_id(cx, tx, id).await?;
        let changed = user_account::ActiveModel {
            password_hash: Set(Some(hash)),
            ..Default::default()
        };
        let updated = record::update::<user_account::Entity>(tx, cx, &before, None, changed).await?;
        end_sessions(tx, id, None).await?;
        throttle::unlock(tx, cx, &updated.row.email_search).await?;
        Ok(updated.row)
    })
    .await
}

/// A new password is long enough and not the e-mail address.
///
/// # Errors
/// `INVALID` or `TOO_LONG` at `path`.
pub(super) fn check_new(path: &str, password: &Secret<String>, email: &str) -> Result<()> {
    let length = password.expose().chars().count();
    if length < NEW_PASSWORD {
        let message = format!("A password has at least {NEW_PASSWORD} characters.");
        return Err(Error::invalid(path, message));
    }
    if length > MOST_PASSWORD {
        let message = format!("A password has at most {MOST_PASSWORD} characters.");
        return Err(Error::user(UserErrorCode::TooLong, path, message));
    }
    if same_email(password.expose(), email) {
        return Err(Error::invalid(
            path,
            "The password must not be the e-mail address.",
        ));
    }
    Ok(())
}

/// Ends the sessions of a user, but for one.
pub(super) async fn end_sessions(tx: &Tx, user: UserId, but: Option<entities::ids::SessionId>) -> Result<()> {
    let mut ended = session::Entity::delete_many().filter(session::Column::UserId.eq(user));
    if let Some(kept) = but {
        ended = ended.filter(session::Column::Id.ne(kept));
    }
    ended.exec(tx).await?;
    Ok(())
}
