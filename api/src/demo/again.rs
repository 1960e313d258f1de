//! Coming into a demo: a password that nobody could know before, and a token. Coming back makes new ones: what was printed
//! once is good until then.

use std::sync::Arc;

use chrono::TimeDelta;
use entities::{user_account, values::Secret};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    Doors, REASON,
    region::agencies::{MEMBERS, SIGN_INS},
};
use crate::{
    accounts::{ops, secrets},
    app::{App, Cx},
    db,
    error::Result,
    policy::{self, Action},
    record,
};

/// How long the token of a demo lives.
const TOKEN_DAYS: i64 = 90;

/// Gives the demo's people a new password and its convener a new token.
///
/// # Errors
/// Database errors.
pub async fn again(app: &Arc<App>) -> Result<Doors> {
    let cx = app.system(REASON);
    let password = new_password()?;
    let hash = app.passwords.hash(Secret::new(password.clone())).await?;
    db::write(&cx, async |tx| {
        for member in &MEMBERS[..SIGN_INS] {
            let user = user_account::Entity::find()
                .filter(user_account::Column::EmailSearch.eq(address(member.key)))
                .one(tx)
                .await?;
            let row = user_account::ActiveModel {
                password_hash: Set(Some(hash.clone())),
                ..Default::default()
            };
            if let Some(user) = user {
                record::update::<user_account::Entity>(tx, &cx, &user, None, row).await?;
            }
        }
        Ok(())
    })
    .await?;
    doors(&cx, password).await
}

/// The sign-ins, with a new token of the convener, who sees and does most of what there is.
pub(super) async fn doors(cx: &Cx, password: String) -> Result<Doors> {
    let convener = &MEMBERS[1];
    let user = user_account::Entity::find()
        .filter(user_account::Column::EmailSearch.eq(address(convener.key)))
        .one(cx.app.db.read())
        .await?;
    let user = db::found(user)?;
    let may = |action: &Action| policy::granted(*action, user.role).is_some();
    let token = ops::NewToken {
        user_id: user.id,
        name: "demo".to_owned(),
        grants: Action::ALL.iter().copied().filter(may).collect(),
        expires_at: cx.app.clock.now() + TimeDelta::days(TOKEN_DAYS),
    };
    let (_, secret) = ops::create_token(cx, token).await?;
    let people = MEMBERS[..SIGN_INS]
        .iter()
        .map(|member| (address(member.key), member.role, member.name.to_owned()));
    Ok(Doors {
        people: people.collect(),
        password,
        token: secret.expose().clone(),
    })
}

/// A password that nobody could know before.
pub(super) fn new_password() -> Result<String> {
    let letters = secrets::generate("")?;
    let plain = letters.expose().chars().filter(char::is_ascii_alphanumeric);
    Ok(plain.take(16).collect())
}

/// The address that a member signs in with.
pub(super) fn address(key: &str) -> String {
    format!("{key}@example.org")
}
