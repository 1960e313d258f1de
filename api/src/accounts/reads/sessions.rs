//! Selects of the actor's own sessions. By an API token there are none: a leaked one tells nothing of the person's browsers.

use entities::{ids::SessionId, session};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    actor::Door,
    app::Cx,
    db,
    error::{Error, Result},
};

/// The actor's live sessions, the newest first.
///
/// # Errors
/// `FORBIDDEN` by API token; database errors.
pub async fn own(cx: &Cx) -> Result<Vec<session::Model>> {
    let sessions = live(cx)?.order_by_desc(session::Column::Id);
    Ok(sessions.all(cx.app.db.read()).await?)
}

/// One of the actor's live sessions.
///
/// # Errors
/// `FORBIDDEN` by API token; `NOT_FOUND` when the actor has no such session.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: SessionId) -> Result<session::Model> {
    db::found(live(cx)?.filter(session::Column::Id.eq(id)).one(conn).await?)
}

fn live(cx: &Cx) -> Result<Select<session::Entity>> {
    let user = cx.actor.user().ok_or(Error::Unauthenticated)?;
    if !matches!(user.door, Door::Session(_)) {
        return Err(Error::Forbidden);
    }
    let now = cx.app.clock.now();
    Ok(session::Entity::find()
        .filter(session::Column::UserId.eq(user.id))
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(session::Column::IdleExpiresAt.gt(now)))
}
