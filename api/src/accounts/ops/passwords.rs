//! One's own password.

use entities::{session, user_account, values::Secret};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::checked_password;
use crate::{
    accounts::reads::users,
    actor::Door,
    app::Cx,
    db,
    error::{Error, Result, UserErrorCode},
    record,
};

/// Changes the caller's password and ends the caller's other sessions.
///
/// # Errors
/// [`Error::Unauthenticated`] without a session (a token cannot change a password); `INVALID` for the current or the new one.
pub async fn change_password(cx: &Cx, current: Secret<String>, new: Secret<String>) -> Result<()> {
    let Some((user_id, Door::Session(kept))) = cx.actor.user().map(|user| (user.id, user.door.clone()))
    else {
        return Err(Error::Unauthenticated);
    };
    let user = users::caller(cx, user_id).await?;
    checked_password("newPassword", &new, &user.email)?;
    if !cx
        .app
        .passwords
        .verify(current, user.password_hash.clone())
        .await?
    {
        let message = "This is not your current password.";
        return Err(Error::user(UserErrorCode::Invalid, "currentPassword", message));
    }
    let hash = cx.app.passwords.hash(new).await?;
    db::write(cx, async |tx| {
        let row = user_account::ActiveModel {
            password_hash: Set(Some(hash)),
            ..Default::default()
        };
        record::update::<user_account::Entity>(tx, cx, &user, None, row).await?;
        session::Entity::delete_many()
            .filter(session::Column::UserId.eq(user_id))
            .filter(session::Column::Id.ne(kept))
            .exec(tx)
            .await?;
        Ok(())
    })
    .await
}
