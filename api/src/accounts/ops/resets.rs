//! A new password by mail, for those who forgot theirs: asked for, sent, and chosen.
//!
//! Asking does the same work for every address, known here or not: it counts the attempt and queues a job. Who is behind the
//! address is looked up by the job, so that neither the answer nor its time tells.

use entities::{
    account_link::{self, LinkPurpose},
    user_account,
    values::Secret,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;

use super::{browsers, links, passwords, throttle};
use crate::{
    accounts::reads,
    actor::Actor,
    app::Cx,
    db::{self, Tx},
    error::{Error, Result},
    jobs::{self, JobKind},
    mail::{Letter, PasswordReset},
    record, text,
};

/// Asks for a link to choose a new password.
///
/// # Errors
/// `INVALID` at `email` when it is no address; `RATE_LIMITED` after five within a day, as sign-in does.
pub async fn request_reset(cx: &Cx, email: &str) -> Result<()> {
    let email = text::required("email", email, crate::checks::MOST_EMAIL)?;
    if !text::is_email(&email) {
        let message = "Write an e-mail address such as ann@example.org.";
        return Err(Error::invalid("email", message));
    }
    let folded = text::email_key(&email);
    throttle::begin(cx, &throttled(&folded), None).await?;
    db::write(cx, async |tx| {
        let payload = json!({ "email": folded });
        jobs::enqueue(tx, cx, JobKind::PasswordReset, payload)
            .await
            .map(|_| ())
    })
    .await
}

/// Sends the link, when somebody who can sign in has the address.
///
/// # Errors
/// Database errors.
pub async fn send_reset(cx: &Cx, folded_email: &str) -> Result<()> {
    db::write(cx, async |tx| {
        let Some(user) = reads::users::to_sign_in(tx, folded_email).await? else {
            return Ok(());
        };
        if links::is_sent_just_now(tx, cx, &user).await? {
            return Ok(());
        }
        let link = links::issue(tx, cx, &user, LinkPurpose::PasswordReset).await?;
        let letter = Letter::PasswordReset(PasswordReset {
            name: user.name.clone(),
            link: link.address.expose().clone(),
            until: link.until(),
            site: cx.app.config.site(),
        });
        links::send(tx, cx, &user, &link, letter).await?;
        record::note::<user_account::Entity>(tx, cx, "RESET_SENT", &user, Vec::new()).await
    })
    .await
}

/// Chooses a password by a link: the link is used up, every session ends, and a locked door opens.
///
/// # Errors
/// `STATE` at `input.token` when the link does not work; see [`passwords::check_new`] for the password.
pub async fn set_password(
    cx: &Cx,
    token: &Secret<String>,
    new: Secret<String>,
    user_agent: Option<&str>,
) -> Result<()> {
    let (_, user) = reads::links::live(cx, cx.app.db.read(), token)
        .await?
        .ok_or_else(ended)?;
    passwords::check_new("input.password", &new, &user.email)?;
    let hash = cx.app.passwords.hash(new).await?;
    let cx = &Cx::new(
        &cx.app,
        Actor::system("a link to choose a password"),
        cx.request_id.clone(),
    );
    db::write(cx, async |tx| {
        let (link, user) = reads::links::live(cx, tx, token).await?.ok_or_else(ended)?;
        use_up(tx, cx, &link, &user).await?;
        let changed = user_account::ActiveModel {
            password_hash: Set(Some(hash)),
            ..Default::default()
        };
        let updated = record::update::<user_account::Entity>(tx, cx, &user, None, changed).await?;
        passwords::end_sessions(tx, user.id, None).await?;
        throttle::forget(tx, &user.email_search).await?;
        throttle::forget(tx, &throttled(&user.email_search)).await?;
        browsers::remember(tx, cx, user.id, user_agent).await?;
        record::note::<user_account::Entity>(tx, cx, "PASSWORD_SET_BY_LINK", &updated.row, Vec::new()).await
    })
    .await
}

/// Of two who use a link at the same moment, one does.
async fn use_up(tx: &Tx, cx: &Cx, link: &account_link::Model, user: &user_account::Model) -> Result<()> {
    let now = cx.app.clock.now();
    let found = account_link::Entity::update_many()
        .set(account_link::ActiveModel {
            used_at: Set(Some(now)),
            ..Default::default()
        })
        .filter(account_link::Column::Id.eq(link.id))
        .filter(account_link::Column::UsedAt.is_null())
        .exec(tx)
        .await?;
    if found.rows_affected == 0 {
        return Err(ended());
    }
    let all = [LinkPurpose::Invitation, LinkPurpose::PasswordReset];
    links::end_unused(tx, user, &all, now).await
}

fn ended() -> Error {
    let message = "This link does not work any more: it was used, or its time is over. Ask for another one.";
    Error::state("input.token", message)
}

/// Requests are counted beside sign-ins, not among them: asking for a password locks nobody out.
fn throttled(folded_email: &str) -> String {
    format!("reset {folded_email}")
}
