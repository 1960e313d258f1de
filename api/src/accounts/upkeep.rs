//! What using a session or a token leaves behind: last use, and a fresh session token now and then.
//!
//! Uses are noted in memory, seldom (minutes apart), and written by [`keep`] together: no request waits for the database's pen,
//! so that reading goes on while something else writes. A failure here never fails a request.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use entities::{
    api_token,
    ids::{ApiTokenId, SessionId},
    session,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    cookies,
    reads::{SessionRow, TokenRow},
    secrets,
};
use crate::{
    app::App,
    db::{self, Tx},
    error::Result,
};

const NOTED_EVERY_MINUTES: i64 = 5;
const ROTATED_EVERY_MINUTES: i64 = 60;
/// How often what was noted is written.
const WRITTEN_EVERY: Duration = Duration::from_mins(1);

/// Uses that are not written yet: one of each token and session, the latest.
#[derive(Debug, Default)]
pub struct Uses(Mutex<Noted>);

#[derive(Debug, Default)]
struct Noted {
    tokens: BTreeMap<ApiTokenId, DateTime<Utc>>,
    sessions: BTreeMap<SessionId, DateTime<Utc>>,
}

impl Uses {
    fn with<T>(&self, change: impl FnOnce(&mut Noted) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn take(&self) -> Noted {
        self.with(std::mem::take)
    }

    /// Puts back what could not be written; what was noted since is later.
    fn give_back(&self, noted: Noted) {
        self.with(|since| {
            for (id, at) in noted.tokens {
                since.tokens.entry(id).or_insert(at);
            }
            for (id, at) in noted.sessions {
                since.sessions.entry(id).or_insert(at);
            }
        });
    }
}

/// Notes the use of a token.
pub fn token_used(app: &App, row: &TokenRow) {
    let now = app.clock.now();
    if row.last_used_at.is_none_or(|at| is_due(now, at)) {
        app.uses.with(|noted| noted.tokens.insert(row.token_id, now));
    }
}

/// Notes the use of a session; the cookie to set when its token was changed.
pub async fn session_used(app: &Arc<App>, row: &SessionRow, token: &str) -> Option<String> {
    let now = app.clock.now();
    let is_current = row.token_hash == secrets::digest(token);
    if is_current && now - row.rotated_at >= TimeDelta::minutes(ROTATED_EVERY_MINUTES) {
        match rotate(app, row).await {
            Ok(cookie) => return cookie,
            Err(error) => tracing::warn!(?error, "a session's token could not be changed"),
        }
    }
    if is_due(now, row.last_seen_at) {
        app.uses.with(|noted| noted.sessions.insert(row.session_id, now));
    }
    None
}

fn is_due(now: DateTime<Utc>, written: DateTime<Utc>) -> bool {
    now - written >= TimeDelta::minutes(NOTED_EVERY_MINUTES)
}

/// Writes what was noted every minute, and once more when `stop` ends.
pub async fn keep(app: Arc<App>, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        let is_over = tokio::select! {
            () = tokio::time::sleep(WRITTEN_EVERY) => false,
            () = &mut stop => true,
        };
        write(&app).await;
        if is_over {
            return;
        }
    }
}

/// Writes what was noted. What cannot be written is kept for the next time.
pub async fn write(app: &Arc<App>) {
    let noted = app.uses.take();
    if noted.tokens.is_empty() && noted.sessions.is_empty() {
        return;
    }
    let cx = app.system("sessions and tokens used");
    if let Err(error) = db::write(&cx, async |tx| write_in(tx, &noted).await).await {
        tracing::warn!(?error, "the last use of sessions and tokens could not be written");
        app.uses.give_back(noted);
    }
}

async fn write_in(tx: &Tx, noted: &Noted) -> Result<()> {
    for (id, at) in &noted.tokens {
        api_token::Entity::update_many()
            .col_expr(api_token::Column::LastUsedAt, Expr::value(Some(*at)))
            .filter(api_token::Column::Id.eq(*id))
            .exec(tx)
            .await?;
    }
    for (id, at) in &noted.sessions {
        session::Entity::update_many()
            .col_expr(session::Column::LastSeenAt, Expr::value(*at))
            .col_expr(session::Column::IdleExpiresAt, Expr::value(*at + cookies::IDLE))
            .filter(session::Column::Id.eq(*id))
            .filter(session::Column::LastSeenAt.lt(*at))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// Gives the session a fresh token; the one before works a little longer, for requests under way. Of requests that come at
/// the same moment one wins, and only its cookie is set: the token of another would be nobody's.
async fn rotate(app: &Arc<App>, row: &SessionRow) -> Result<Option<String>> {
    let now = app.clock.now();
    let token = secrets::generate("")?;
    let cx = app.system("session token changed");
    let rotated = db::write(&cx, async |tx| {
        let updated = session::Entity::update_many()
            .col_expr(
                session::Column::TokenHash,
                Expr::value(secrets::digest(token.expose())),
            )
            .col_expr(
                session::Column::PreviousTokenHash,
                Expr::value(Some(row.token_hash.clone())),
            )
            .col_expr(session::Column::RotatedAt, Expr::value(now))
            .col_expr(session::Column::LastSeenAt, Expr::value(now))
            .col_expr(session::Column::IdleExpiresAt, Expr::value(now + cookies::IDLE))
            .filter(session::Column::Id.eq(row.session_id))
            .filter(session::Column::TokenHash.eq(row.token_hash.clone()))
            .exec(tx)
            .await?;
        Ok(updated.rows_affected)
    })
    .await?;
    Ok((rotated > 0).then(|| cookies::set(&app.config, token.expose())))
}
