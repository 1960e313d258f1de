//! What using a session or a token leaves behind: last use, and a fresh session token now and then.
//!
//! Kept seldom (minutes apart), so that reading does not become writing. A failure here never fails the request.

use std::sync::Arc;

use chrono::TimeDelta;
use entities::{api_token, session};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    cookies,
    reads::{SessionRow, TokenRow},
    secrets,
};
use crate::{app::App, db, error::Result};

const NOTED_EVERY_MINUTES: i64 = 5;
const ROTATED_EVERY_MINUTES: i64 = 60;

/// Notes the use of a token.
pub async fn token_used(app: &Arc<App>, row: &TokenRow) {
    let now = app.clock.now();
    let due = row
        .last_used_at
        .is_none_or(|at| now - at >= TimeDelta::minutes(NOTED_EVERY_MINUTES));
    if !due {
        return;
    }
    let cx = app.system("API token used");
    let noted = db::write(&cx, async |tx| {
        api_token::Entity::update_many()
            .col_expr(api_token::Column::LastUsedAt, Expr::value(Some(now)))
            .filter(api_token::Column::Id.eq(row.token_id))
            .exec(tx)
            .await?;
        Ok(())
    })
    .await;
    log(&noted);
}

/// Notes the use of a session; the cookie to set when its token was changed.
pub async fn session_used(app: &Arc<App>, row: &SessionRow, token: &str) -> Option<String> {
    let now = app.clock.now();
    let is_current = row.token_hash == secrets::digest(token);
    if is_current && now - row.rotated_at >= TimeDelta::minutes(ROTATED_EVERY_MINUTES) {
        return rotate(app, row).await.unwrap_or_else(|error| {
            log(&Err(error));
            None
        });
    }
    if now - row.last_seen_at >= TimeDelta::minutes(NOTED_EVERY_MINUTES) {
        let cx = app.system("session used");
        let noted = db::write(&cx, async |tx| {
            session::Entity::update_many()
                .col_expr(session::Column::LastSeenAt, Expr::value(now))
                .col_expr(session::Column::IdleExpiresAt, Expr::value(now + cookies::IDLE))
                .filter(session::Column::Id.eq(row.session_id))
                .exec(tx)
                .await?;
            Ok(())
        })
        .await;
        log(&noted);
    }
    None
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

fn log(outcome: &Result<()>) {
    if outcome.is_err() {
        tracing::warn!("the last use of a session or token could not be noted");
    }
}
