//! API tokens: shown once, stored hashed, and never able to do more than their maker.

use chrono::{DateTime, TimeDelta, Utc};
use entities::{
    api_token,
    ids::{ApiTokenId, UserId},
    subject_type::SubjectType,
    user_account,
    values::Secret,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, QueryFilter};

use crate::{
    accounts::{
        reads::{tokens, users},
        secrets,
    },
    app::Cx,
    audit::{self, Event},
    checks::MOST_NAME,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::{self, Action},
    text,
};

/// The longest life of a token.
const LONGEST_LIFE: TimeDelta = TimeDelta::days(366);
/// Live tokens that one user may have.
const MOST_TOKENS: usize = 50;

/// A new token.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// Whose token it is.
    pub user_id: UserId,
    /// What it is for.
    pub name: String,
    /// The actions it allows.
    pub grants: Vec<Action>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Makes a token; its secret is returned this once.
///
/// # Errors
/// `NOT_FOUND` for the user; `FORBIDDEN` for somebody else's token or for a grant that the maker or the user does not have;
/// `REQUIRED`, `TOO_LONG`, `INVALID` for name, grants and end; `LIMIT` when there are fifty.
pub async fn create_token(cx: &Cx, new: NewToken) -> Result<(api_token::Model, Secret<String>)> {
    let user = users::by_id(cx, cx.app.db.read(), new.user_id).await?;
    may_manage(cx, &user)?;
    let name = text::required("input.name", &new.name, MOST_NAME)?;
    check_grants(cx, &user, &new.grants)?;
    let now = cx.app.clock.now();
    if new.expires_at <= now || new.expires_at > now + LONGEST_LIFE {
        return Err(Error::invalid(
            "input.expiresAt",
            "A token ends in the future, within a year.",
        ));
    }
    let secret = secrets::generate(secrets::TOKEN_PREFIX)?;
    let mut names: Vec<&str> = new.grants.iter().map(|action| action.name()).collect();
    names.sort_unstable();
    names.dedup();
    let hint = secret
        .expose()
        .get(secret.expose().len() - 4..)
        .unwrap_or_default();
    let row = api_token::ActiveModel {
        id: Set(cx.app.ids.next::<ApiTokenId>()),
        user_id: Set(user.id),
        name: Set(name),
        token_hash: Set(secrets::digest(secret.expose())),
        token_hint: Set(hint.to_owned()),
        grants: Set(serde_json::json!(names)),
        created_at: Set(now),
        expires_at: Set(new.expires_at),
        last_used_at: Set(None),
        revoked_at: Set(None),
    };
    let stored = db::write(cx, async |tx| {
        if tokens::live(cx, tx, user.id).await?.len() >= MOST_TOKENS {
            let message = format!("A user has {MOST_TOKENS} live tokens at most; revoke one.");
            return Err(Error::user(UserErrorCode::Limit, "input", message));
        }
        let stored = row.insert(tx).await?;
        note(tx, cx, "CREATED", &stored).await?;
        Ok(stored)
    })
    .await?;
    Ok((stored, secret))
}

/// Ends a token at once.
///
/// # Errors
/// `NOT_FOUND` for a token that is not there or belongs to somebody else; `STATE` when it has ended.
pub async fn revoke_token(cx: &Cx, id: ApiTokenId) -> Result<api_token::Model> {
    db::write(cx, async |tx| {
        let row = db::found(
            tokens::visible(cx)
                .filter(api_token::Column::Id.eq(id))
                .one(tx)
                .await?,
        )?;
        let user = users::by_id(cx, tx, row.user_id).await?;
        may_manage(cx, &user)?;
        if row.revoked_at.is_some() {
            return Err(Error::state("id", "This token is revoked already."));
        }
        let change = api_token::ActiveModel {
            id: Set(id),
            revoked_at: Set(Some(cx.app.clock.now())),
            ..Default::default()
        };
        let stored = change.update(tx).await?;
        note(tx, cx, "REVOKED", &stored).await?;
        Ok(stored)
    })
    .await
}

/// One manages one's own tokens; an admin everybody's.
fn may_manage(cx: &Cx, user: &user_account::Model) -> Result<()> {
    cx.may_for(Action::TokenManage, user.agency_id)?;
    match cx.actor.user() {
        Some(caller) if caller.id != user.id => cx.may(Action::UserManage),
        _ => Ok(()),
    }
}

/// A token allows no more than its user's role, and no more than the one who makes it.
fn check_grants(cx: &Cx, user: &user_account::Model, grants: &[Action]) -> Result<()> {
    if grants.is_empty() {
        let message = "A token without grants can do nothing; name at least one.";
        return Err(Error::user(UserErrorCode::Required, "input.grants", message));
    }
    let too_much = |action: &&Action| {
        policy::granted(**action, user.role).is_none() || cx.actor.scope(**action).is_none()
    };
    match grants.iter().find(too_much) {
        Some(action) => {
            let message = format!(
                "You cannot grant {}: it is more than the role allows.",
                action.name()
            );
            Err(Error::user(UserErrorCode::Forbidden, "input.grants", message))
        }
        None => Ok(()),
    }
}

async fn note(tx: &Tx, cx: &Cx, action: &'static str, row: &api_token::Model) -> Result<()> {
    let event = Event {
        action,
        subject_type: SubjectType::ApiToken,
        subject_id: row.id.uuid(),
        employer_id: None,
        changes: Vec::new(),
    };
    audit::record(tx, cx, event).await
}
