//! Browsers a person signs in with: one that was not used before is told to the person by mail.

use chrono::{DateTime, TimeDelta, Utc};
use entities::{
    ids::{SessionId, UserId},
    known_browser::{self, Column},
    subject_type::SubjectType,
    user_account,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter,
};

use crate::{
    accounts::secrets,
    app::Cx,
    db::Tx,
    error::Result,
    mail::{self, Letter, Outgoing, Recipient, SignInNotice},
};

/// A browser that was not used for so long is new again.
const FORGOTTEN_AFTER: TimeDelta = TimeDelta::days(180);
/// After so long a notice is no news.
const NEWS: TimeDelta = TimeDelta::days(2);

/// Remembers the browser of a sign-in, and queues a letter when it is a new one.
///
/// # Errors
/// Database errors.
pub(super) async fn notice(
    tx: &Tx,
    cx: &Cx,
    user: &user_account::Model,
    session: SessionId,
    user_agent: Option<&str>,
) -> Result<()> {
    if remember(tx, cx, user.id, user_agent).await? {
        return Ok(());
    }
    let now = cx.app.clock.now();
    let letter = Letter::SignInNotice(SignInNotice {
        name: user.name.clone(),
        at: in_words(now),
        browser: user_agent.map(str::to_owned),
        site: cx.app.config.site(),
    });
    let about = (SubjectType::User, user.id.uuid());
    let key = vec![user.id.to_string(), session.to_string()];
    let outgoing = Outgoing::now(letter, recipient(user), about, key, now + NEWS);
    mail::enqueue(tx, cx, outgoing).await.map(|_| ())
}

/// Remembers a browser; whether it was known.
///
/// # Errors
/// Database errors.
pub(super) async fn remember(tx: &Tx, cx: &Cx, user: UserId, user_agent: Option<&str>) -> Result<bool> {
    let now = cx.app.clock.now();
    known_browser::Entity::delete_many()
        .filter(Column::UserId.eq(user))
        .filter(Column::LastSeenAt.lt(now - FORGOTTEN_AFTER))
        .exec(tx)
        .await?;
    let browser_hash = hash(user_agent.unwrap_or_default());
    let stored = known_browser::Entity::find_by_id((user, browser_hash.clone()))
        .one(tx)
        .await?;
    let known = stored.is_some();
    let mut row = known_browser::ActiveModel {
        user_id: Set(user),
        browser_hash: Set(browser_hash),
        first_seen_at: Set(now),
        last_seen_at: Set(now),
    };
    if known {
        row.first_seen_at = NotSet;
        row.update(tx).await?;
    } else {
        row.insert(tx).await?;
    }
    Ok(known)
}

/// A user as the recipient of a letter.
pub(super) fn recipient(user: &user_account::Model) -> Recipient {
    Recipient {
        address: user.email.clone(),
        name: Some(user.name.clone()),
        user_id: Some(user.id),
        ..Recipient::default()
    }
}

/// An instant as letters about accounts say it.
pub(super) fn in_words(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y, %H:%M UTC").to_string()
}

/// A browser without its version, which changes every month.
fn hash(user_agent: &str) -> String {
    let plain: String = user_agent
        .chars()
        .filter(|letter| !letter.is_ascii_digit())
        .collect();
    secrets::digest(&plain)
}
