//! Links by which people choose a password.

use entities::{
    account_link::{self, Column},
    user_account,
    values::Secret,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::{accounts::secrets, app::Cx, error::Result};

/// The link with this secret and whose it is, while it works and the person has access.
///
/// # Errors
/// Database errors.
pub async fn live(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    token: &Secret<String>,
) -> Result<Option<(account_link::Model, user_account::Model)>> {
    let link = account_link::Entity::find()
        .filter(Column::TokenHash.eq(secrets::digest(token.expose())))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(cx.app.clock.now()))
        .one(conn)
        .await?;
    let Some(link) = link else { return Ok(None) };
    let user = user_account::Entity::find_by_id(link.user_id)
        .filter(user_account::Column::DisabledAt.is_null())
        .one(conn)
        .await?;
    Ok(user.map(|user| (link, user)))
}
