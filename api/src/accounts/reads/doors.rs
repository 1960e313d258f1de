//! Who is behind a session or a token: one statement a request.

use std::collections::BTreeSet;

use entities::{
    api_token,
    ids::{AgencyId, ApiTokenId, SessionId, UserId},
    session,
    user_account::{self, UserRole},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationDef,
    prelude::DateTimeUtc,
};

use crate::{
    accounts::secrets,
    actor::{Actor, Door, UserActor},
    app::App,
    error::Result,
    policy::Action,
};

/// How long the token of before a rotation still works, for requests under way.
pub const ROTATION_GRACE_SECONDS: i64 = 60;

/// A session and what its upkeep needs.
#[derive(Clone, Debug, FromQueryResult)]
pub struct SessionRow {
    /// The session.
    pub session_id: SessionId,
    /// The person.
    pub user_id: UserId,
    /// The person's agency.
    pub agency_id: AgencyId,
    /// The person's role.
    pub role: UserRole,
    /// When the token last changed.
    pub rotated_at: DateTimeUtc,
    /// When the session was last used, within a few minutes.
    pub last_seen_at: DateTimeUtc,
    /// The hash of the current token.
    pub token_hash: String,
}

/// An API token and what its upkeep needs.
#[derive(Clone, Debug, FromQueryResult)]
pub struct TokenRow {
    /// The token.
    pub token_id: ApiTokenId,
    /// The person.
    pub user_id: UserId,
    /// The person's agency.
    pub agency_id: AgencyId,
    /// The person's role.
    pub role: UserRole,
    /// The actions the token allows.
    pub grants: sea_orm::JsonValue,
    /// When the token was last used, within a few minutes.
    pub last_used_at: Option<DateTimeUtc>,
}

impl SessionRow {
    /// The actor behind the session.
    pub fn actor(&self) -> Actor {
        Actor::User(UserActor {
            id: self.user_id,
            agency_id: self.agency_id,
            role: self.role,
            door: Door::Session(self.session_id),
        })
    }
}

impl TokenRow {
    /// The actor behind the token.
    pub fn actor(&self) -> Actor {
        let grants = grants(&self.grants);
        Actor::User(UserActor {
            id: self.user_id,
            agency_id: self.agency_id,
            role: self.role,
            door: Door::Token {
                id: self.token_id,
                grants,
            },
        })
    }
}

/// The actions a token lists. Names this version does not know are left out.
pub fn grants(stored: &sea_orm::JsonValue) -> BTreeSet<Action> {
    let names = stored
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str());
    names.filter_map(Action::from_name).collect()
}

/// The live session of a cookie's token.
///
/// # Errors
/// Database errors.
pub async fn session(app: &App, token: &str) -> Result<Option<SessionRow>> {
    let (digest, now) = (secrets::digest(token), app.clock.now());
    let grace = now - chrono::TimeDelta::seconds(ROTATION_GRACE_SECONDS);
    let row = session::Entity::find()
        .select_only()
        .column_as(session::Column::Id, "session_id")
        .columns([
            session::Column::UserId,
            session::Column::RotatedAt,
            session::Column::LastSeenAt,
            session::Column::TokenHash,
        ])
        .columns([user_account::Column::AgencyId, user_account::Column::Role])
        .join(JoinType::InnerJoin, session_user())
        .filter(
            Condition::any().add(session::Column::TokenHash.eq(&digest)).add(
                Condition::all()
                    .add(session::Column::PreviousTokenHash.eq(&digest))
                    .add(session::Column::RotatedAt.gt(grace)),
            ),
        )
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(session::Column::IdleExpiresAt.gt(now))
        .filter(user_account::Column::DisabledAt.is_null())
        .into_model::<SessionRow>()
        .one(app.db.read())
        .await?;
    Ok(row)
}

/// The live API token of a bearer header.
///
/// # Errors
/// Database errors.
pub async fn token(app: &App, token: &str) -> Result<Option<TokenRow>> {
    let row = api_token::Entity::find()
        .select_only()
        .column_as(api_token::Column::Id, "token_id")
        .columns([
            api_token::Column::UserId,
            api_token::Column::Grants,
            api_token::Column::LastUsedAt,
        ])
        .columns([user_account::Column::AgencyId, user_account::Column::Role])
        .join(JoinType::InnerJoin, token_user())
        .filter(api_token::Column::TokenHash.eq(secrets::digest(token)))
        .filter(api_token::Column::ExpiresAt.gt(app.clock.now()))
        .filter(api_token::Column::RevokedAt.is_null())
        .filter(user_account::Column::DisabledAt.is_null())
        .into_model::<TokenRow>()
        .one(app.db.read())
        .await?;
    Ok(row)
}

fn session_user() -> RelationDef {
    session::Entity::belongs_to(user_account::Entity)
        .from(session::Column::UserId)
        .to(user_account::Column::Id)
        .into()
}

fn token_user() -> RelationDef {
    api_token::Entity::belongs_to(user_account::Entity)
        .from(api_token::Column::UserId)
        .to(user_account::Column::Id)
        .into()
}
