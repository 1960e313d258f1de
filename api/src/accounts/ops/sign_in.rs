//! The rule of sign-in: unknown address, wrong password, ended access and no password look the same and cost the same.

use entities::{ids::SessionId, session, user_account, values::Secret};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder,
};

use super::{browsers, locked, sessions::MOST_SESSIONS, throttle};
use crate::{
    accounts::{cookies, reads, secrets},
    actor::{Actor, Door, UserActor},
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    http::Network,
    record, text,
};

/// Longest name of a browser that is kept.
const MOST_USER_AGENT: usize = 300;

/// What somebody signs in with.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: Secret<String>,
    /// The browser, as it names itself.
    pub user_agent: Option<String>,
    /// Where it comes from.
    pub network: Option<Network>,
}

/// A new session.
#[derive(Debug)]
pub struct SignedIn {
    /// The context of the person who signed in.
    pub cx: Cx,
    /// The person.
    pub user: user_account::Model,
    /// What the cookie holds.
    pub token: Secret<String>,
}

/// Starts a session. One that the caller had ends.
///
/// # Errors
/// `UNAUTHENTICATED` when it fails, whatever the reason; `RATE_LIMITED` after too many failures.
pub async fn sign_in(cx: &Cx, credentials: Credentials) -> Result<SignedIn> {
    let email = text::email_key(&credentials.email);
    let network = credentials.network.as_ref();
    // Who comes when too many wait is sent away without being counted.
    let place = cx.app.passwords.queue()?;
    let attempt = throttle::begin(cx, &email, network).await;
    let attempt = attempt.inspect_err(|error| locked::refused(error, &email, network))?;
    let user = reads::users::to_sign_in(cx.app.db.read(), &email).await?;
    let hash = user.as_ref().and_then(|user| user.password_hash.clone());
    let fits = cx.app.passwords.verify(place, credentials.password, hash).await?;
    let user = match user {
        Some(user) if fits => user,
        user => {
            locked::failed(cx, &attempt, &email, user.as_ref(), network).await?;
            return Err(failed());
        }
    };
    let token = secrets::generate("")?;
    let session = cx.app.ids.next::<SessionId>();
    let signed_in = Cx::new(&cx.app, actor(&user, session), cx.request_id.clone());
    let user_agent = credentials.user_agent.map(|text| shortened(&text));
    let user = db::write(&signed_in, async |tx| {
        // The access may have ended, or the password changed, while the hash was computed.
        let stored = reads::users::to_sign_in(tx, &email).await?;
        let stored = stored.filter(|stored| stored.password_hash == user.password_hash);
        let Some(user) = stored else { return Err(failed()) };
        throttle::clear(tx, cx, &attempt).await?;
        make_room(tx, cx, &user).await?;
        browsers::notice(tx, cx, &user, session, user_agent.as_deref()).await?;
        insert(tx, cx, session, &user, &token, user_agent).await?;
        let from = locked::from_where(network);
        record::note::<user_account::Entity>(tx, &signed_in, "SIGNED_IN", &user, from).await?;
        Ok(user)
    })
    .await?;
    Ok(SignedIn {
        cx: signed_in,
        user,
        token,
    })
}

fn failed() -> Error {
    let message = "The e-mail address or the password is not right.";
    Error::user(UserErrorCode::Unauthenticated, "", message)
}

fn actor(user: &user_account::Model, session: SessionId) -> Actor {
    Actor::User(UserActor {
        id: user.id,
        agency_id: user.agency_id,
        role: user.role,
        door: Door::Session(session),
    })
}

fn shortened(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control())
        .take(MOST_USER_AGENT)
        .collect()
}

async fn insert(
    tx: &Tx,
    cx: &Cx,
    id: SessionId,
    user: &user_account::Model,
    token: &Secret<String>,
    user_agent: Option<String>,
) -> Result<()> {
    let now = cx.app.clock.now();
    let row = session::ActiveModel {
        id: Set(id),
        user_id: Set(user.id),
        token_hash: Set(secrets::digest(token.expose())),
        created_at: Set(now),
        last_seen_at: Set(now),
        rotated_at: Set(now),
        previous_token_hash: Set(None),
        expires_at: Set(now + cookies::ABSOLUTE),
        idle_expires_at: Set(now + cookies::IDLE),
        user_agent: Set(user_agent),
    };
    row.insert(tx).await?;
    Ok(())
}

/// Ends the session the caller comes with, the user's sessions that are over, and the oldest beyond the most a user has.
async fn make_room(tx: &Tx, cx: &Cx, user: &user_account::Model) -> Result<()> {
    let now = cx.app.clock.now();
    let stored = session::Entity::find()
        .filter(session::Column::UserId.eq(user.id))
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(session::Column::IdleExpiresAt.gt(now))
        .order_by_desc(session::Column::Id)
        .all(tx)
        .await?;
    let kept = stored.iter().take(MOST_SESSIONS - 1).map(|row| row.id);
    let mut over = Condition::any().add(
        Condition::all()
            .add(session::Column::UserId.eq(user.id))
            .add(session::Column::Id.is_not_in(kept)),
    );
    if let Some(Door::Session(own)) = cx.actor.user().map(|user| &user.door) {
        over = over.add(session::Column::Id.eq(*own));
    }
    session::Entity::delete_many().filter(over).exec(tx).await?;
    Ok(())
}
