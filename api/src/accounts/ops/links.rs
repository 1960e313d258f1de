//! Links by which people choose a password: an invitation, or a reset that was asked for.
//!
//! The database keeps the hash of a link's secret; the secret is in the letter alone. A link works once, and a new one ends
//! those before that were sent for the same. Links begin with the configured base address, whatever host a request named.

use chrono::{DateTime, TimeDelta, Utc};
use entities::{
    account_link::{self, Column, LinkPurpose},
    ids::AccountLinkId,
    subject_type::SubjectType,
    user_account,
    values::Secret,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};

use super::browsers::{in_words, recipient};
use crate::{
    accounts::secrets,
    app::Cx,
    db::Tx,
    error::Result,
    mail::{self, Letter, Outgoing},
};

/// How long an invitation works.
const INVITATION: TimeDelta = TimeDelta::days(7);
/// How long the link of a reset works.
const RESET: TimeDelta = TimeDelta::hours(1);
/// Another reset is sent after so long at the earliest; the link of the one before works meanwhile.
const RESET_AGAIN: TimeDelta = TimeDelta::minutes(5);
/// Links are kept so long after their end, to tell their holders that they have ended.
const KEPT: TimeDelta = TimeDelta::days(30);

/// A new link, as a letter needs it.
pub(super) struct Link {
    pub(super) id: AccountLinkId,
    /// The address to open.
    pub(super) address: Secret<String>,
    pub(super) expires_at: DateTime<Utc>,
}

impl Link {
    /// Until when it works, in words.
    pub(super) fn until(&self) -> String {
        in_words(self.expires_at)
    }
}

/// Makes a link for a user and ends those before that were sent for the same.
pub(super) async fn issue(
    tx: &Tx,
    cx: &Cx,
    user: &user_account::Model,
    purpose: LinkPurpose,
) -> Result<Link> {
    let now = cx.app.clock.now();
    let lasts = match purpose {
        LinkPurpose::Invitation => INVITATION,
        LinkPurpose::PasswordReset => RESET,
    };
    end_unused(tx, user, &[purpose], now).await?;
    let secret = secrets::generate("")?;
    let id = cx.app.ids.next::<AccountLinkId>();
    let row = account_link::ActiveModel {
        id: Set(id),
        user_id: Set(user.id),
        purpose: Set(purpose),
        token_hash: Set(secrets::digest(secret.expose())),
        created_at: Set(now),
        expires_at: Set(now + lasts),
        used_at: Set(None),
    };
    row.insert(tx).await?;
    let address = format!("{}/account/{}", cx.app.config.site(), secret.expose());
    Ok(Link {
        id,
        address: Secret::new(address),
        expires_at: now + lasts,
    })
}

/// Ends the links of a user that were sent for this and not used, and forgets those that ended long ago.
pub(super) async fn end_unused(
    tx: &Tx,
    user: &user_account::Model,
    purposes: &[LinkPurpose],
    now: DateTime<Utc>,
) -> Result<()> {
    let unused = Condition::all()
        .add(Column::UserId.eq(user.id))
        .add(Column::Purpose.is_in(purposes.iter().copied()))
        .add(Column::UsedAt.is_null());
    let over = Condition::any().add(unused).add(Column::ExpiresAt.lt(now - KEPT));
    account_link::Entity::delete_many().filter(over).exec(tx).await?;
    Ok(())
}

/// Whether a reset was sent to the user a moment ago.
pub(super) async fn is_sent_just_now(tx: &Tx, cx: &Cx, user: &user_account::Model) -> Result<bool> {
    let recent = account_link::Entity::find()
        .filter(Column::UserId.eq(user.id))
        .filter(Column::Purpose.eq(LinkPurpose::PasswordReset))
        .filter(Column::UsedAt.is_null())
        .filter(Column::CreatedAt.gt(cx.app.clock.now() - RESET_AGAIN))
        .one(tx)
        .await?;
    Ok(recent.is_some())
}

/// Queues the letter with a link.
pub(super) async fn send(
    tx: &Tx,
    cx: &Cx,
    user: &user_account::Model,
    link: &Link,
    letter: Letter,
) -> Result<()> {
    let about = (SubjectType::User, user.id.uuid());
    let key = vec![user.id.to_string(), link.id.to_string()];
    let outgoing = Outgoing::now(letter, recipient(user), about, key, link.expires_at);
    mail::enqueue(tx, cx, outgoing).await.map(|_| ())
}
