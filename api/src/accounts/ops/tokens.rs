//! The rules of API tokens: a token never allows more than its person, nor more than the token it was made with.

use chrono::TimeDelta;
use entities::{
    api_token,
    ids::{ApiTokenId, UserId},
    subject_type::SubjectType,
    user_account,
    values::Secret,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
    prelude::DateTimeUtc,
};

use crate::{
    accounts::{reads, secrets},
    app::Cx,
    audit::{self, Event, FieldChange},
    checks::{Checks, MOST_NAME},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::{self, Action},
    text,
};

/// The longest an API token works: a year, leap day included.
pub const LONGEST_TOKEN: TimeDelta = TimeDelta::days(366);
/// API tokens that work a person has at most.
const MOST_TOKENS: u64 = 50;
/// Last characters of a token that are kept to tell tokens apart.
const HINT: usize = 4;

/// An API token to be made.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// The person it acts as.
    pub user_id: UserId,
    /// What it is for.
    pub name: String,
    /// The actions it allows, each still subject to the person's role.
    pub grants: Vec<Action>,
    /// When it stops working; in the future, a year away at most.
    pub expires_at: DateTimeUtc,
}

/// Makes an API token for a person: the token and its secret, which is not kept.
///
/// A person makes tokens for oneself; Guildhall itself (the command line) for anybody with access.
///
/// # Errors
/// `FORBIDDEN`, also for each action that the maker does not have; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `NOT_FOUND`
/// when there is no such person with access; `LIMIT` when the person has too many that work.
pub async fn create_token(cx: &Cx, new: NewToken) -> Result<(api_token::Model, Secret<String>)> {
    if let Some(maker) = cx.actor.user() {
        cx.may_for(Action::TokenManage, maker.agency_id)?;
        if maker.id != new.user_id {
            return Err(Error::Forbidden);
        }
    } else {
        cx.may(Action::TokenManage)?;
    }
    let secret = secrets::generate(secrets::TOKEN_PREFIX)?;
    let row = db::write(cx, async |tx| {
        let user = user_account::Entity::find_by_id(new.user_id)
            .filter(user_account::Column::DisabledAt.is_null())
            .one(tx)
            .await?;
        let user = db::found(user)?;
        let new = checked(cx, &user, new)?;
        check_room(tx, cx, user.id).await?;
        let row = active(cx, &user, &new, &secret).insert(tx).await?;
        note(tx, cx, "CREATED", &row, changes(&new)).await?;
        Ok(row)
    })
    .await?;
    Ok((row, secret))
}

/// Ends an API token for good.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` when it is revoked already.
pub async fn revoke_token(cx: &Cx, id: ApiTokenId) -> Result<api_token::Model> {
    db::write(cx, async |tx| {
        let before = reads::tokens::by_id(cx, tx, id).await?;
        if before.revoked_at.is_some() {
            return Err(Error::state("id", "This API token is revoked already."));
        }
        let row = api_token::ActiveModel {
            id: Set(id),
            revoked_at: Set(Some(cx.app.clock.now())),
            ..Default::default()
        };
        let row = row.update(tx).await?;
        note(tx, cx, "REVOKED", &row, Vec::new()).await?;
        Ok(row)
    })
    .await
}

/// Cleans the values; each action is granted once.
fn checked(cx: &Cx, user: &user_account::Model, new: NewToken) -> Result<NewToken> {
    let mut checks = Checks::new();
    let name = checks.note(text::required("input.name", &new.name, MOST_NAME));
    let mut grants: Vec<Action> = Vec::new();
    for (place, action) in new.grants.into_iter().enumerate() {
        let is_maker_allowed = cx.actor.scope(action).is_some();
        if !is_maker_allowed || policy::granted(action, user.role).is_none() {
            checks.fail(
                UserErrorCode::Forbidden,
                &format!("input.grants.{place}"),
                "A token cannot allow what you may not do yourself.",
            );
        } else if !grants.contains(&action) {
            grants.push(action);
        }
    }
    if grants.is_empty() {
        checks.fail(
            UserErrorCode::Required,
            "input.grants",
            "A token allows something: list its grants.",
        );
    }
    checks.note(check_end(cx, new.expires_at));
    checks.done()?;
    Ok(NewToken {
        user_id: user.id,
        name: name.unwrap_or_default(),
        grants,
        expires_at: new.expires_at,
    })
}

/// The person has room for another token that works.
async fn check_room(tx: &Tx, cx: &Cx, user: UserId) -> Result<()> {
    let working = api_token::Entity::find()
        .filter(api_token::Column::UserId.eq(user))
        .filter(api_token::Column::RevokedAt.is_null())
        .filter(api_token::Column::ExpiresAt.gt(cx.app.clock.now()))
        .count(tx)
        .await?;
    if working >= MOST_TOKENS {
        let message = format!("A person has {MOST_TOKENS} working API tokens at most; revoke one.");
        return Err(Error::user(UserErrorCode::Limit, "input", message));
    }
    Ok(())
}

fn check_end(cx: &Cx, end: DateTimeUtc) -> Result<()> {
    let path = "input.expiresAt";
    let now = cx.app.clock.now();
    if end <= now {
        return Err(Error::invalid(path, "This must lie in the future."));
    }
    if end > now + LONGEST_TOKEN {
        return Err(Error::invalid(path, "A token works for a year at most."));
    }
    Ok(())
}

fn active(
    cx: &Cx,
    user: &user_account::Model,
    new: &NewToken,
    secret: &Secret<String>,
) -> api_token::ActiveModel {
    let names: Vec<&str> = new.grants.iter().map(|action| action.name()).collect();
    let hint = secret.expose().len().saturating_sub(HINT);
    api_token::ActiveModel {
        id: Set(cx.app.ids.next::<ApiTokenId>()),
        user_id: Set(user.id),
        name: Set(new.name.clone()),
        token_hash: Set(secrets::digest(secret.expose())),
        token_hint: Set(secret.expose()[hint..].to_owned()),
        grants: Set(names.into()),
        created_at: Set(cx.app.clock.now()),
        expires_at: Set(new.expires_at),
        last_used_at: Set(None),
        revoked_at: Set(None),
    }
}

fn changes(new: &NewToken) -> Vec<FieldChange> {
    let names: Vec<&str> = new.grants.iter().map(|action| action.name()).collect();
    let fields = [
        ("name", new.name.clone()),
        ("grants", names.join(", ")),
        ("expiresAt", new.expires_at.to_rfc3339()),
    ];
    fields
        .into_iter()
        .map(|(field, after)| FieldChange {
            field: field.to_owned(),
            before: None,
            after: Some(after),
            is_restricted: false,
        })
        .collect()
}

async fn note(
    tx: &Tx,
    cx: &Cx,
    action: &'static str,
    row: &api_token::Model,
    changes: Vec<FieldChange>,
) -> Result<()> {
    let event = Event {
        action,
        subject_type: SubjectType::ApiToken,
        subject_id: row.id.uuid(),
        employer_id: None,
        changes,
    };
    audit::record(tx, cx, event).await
}
