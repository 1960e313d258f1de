//! API tokens: one's own; an admin sees everybody's.

use entities::{api_token, ids::UserId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{app::Cx, error::Result, policy::Action};

/// The tokens the actor may see.
pub fn visible(cx: &Cx) -> Select<api_token::Entity> {
    let own = match (cx.actor.scope(Action::TokenManage), cx.actor.user()) {
        (Some(_), _) if cx.actor.scope(Action::UserManage).is_some() => Condition::all(),
        (Some(_), Some(user)) => Condition::all().add(api_token::Column::UserId.eq(user.id)),
        _ => Condition::any(),
    };
    api_token::Entity::find().filter(own)
}

/// A user's tokens that still work, the newest first.
///
/// # Errors
/// Database errors.
pub async fn live(cx: &Cx, conn: &impl ConnectionTrait, user: UserId) -> Result<Vec<api_token::Model>> {
    let rows = visible(cx)
        .filter(api_token::Column::UserId.eq(user))
        .filter(api_token::Column::RevokedAt.is_null())
        .filter(api_token::Column::ExpiresAt.gt(cx.app.clock.now()))
        .order_by_desc(api_token::Column::CreatedAt)
        .order_by_desc(api_token::Column::Id)
        .all(conn)
        .await?;
    Ok(rows)
}
