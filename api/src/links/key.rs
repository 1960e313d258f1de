//! The key that signs links: made once, kept in the database, read once a process.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use entities::{server_secret, values::Secret};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};
use tokio::sync::OnceCell;

use crate::{
    accounts::secrets,
    app::Cx,
    db::Tx,
    error::{Error, Result},
};

/// The row of the key.
const NAME: &str = "signed-links";

/// The key, once it was read.
#[derive(Debug, Default)]
pub struct Key(OnceCell<Secret<Vec<u8>>>);

/// The key; none when no link was ever signed.
pub(super) async fn known(cx: &Cx, conn: &impl ConnectionTrait) -> Result<Option<Secret<Vec<u8>>>> {
    let cell = &cx.app.link_key.0;
    if let Some(key) = cell.get() {
        return Ok(Some(key.clone()));
    }
    let Some(key) = stored(conn).await? else {
        return Ok(None);
    };
    Ok(Some(cell.get_or_init(|| async { key }).await.clone()))
}

/// The key, made now if there is none yet; the start of Guildhall makes it, so there is one. It is remembered only once it is
/// read outside of this transaction, which may still be taken back.
pub(super) async fn made(tx: &Tx, cx: &Cx) -> Result<Secret<Vec<u8>>> {
    if let Some(key) = cx.app.link_key.0.get() {
        return Ok(key.clone());
    }
    if let Some(key) = stored(tx).await? {
        return Ok(key);
    }
    let row = server_secret::ActiveModel {
        name: Set(NAME.to_owned()),
        secret: Set(secrets::generate("")?.expose().clone()),
        created_at: Set(cx.app.clock.now()),
    };
    // Another process may make one at the same moment: the first one counts.
    let first = OnConflict::column(server_secret::Column::Name)
        .do_nothing()
        .to_owned();
    server_secret::Entity::insert(row)
        .on_conflict(first)
        .exec_without_returning(tx)
        .await?;
    let made = stored(tx).await?;
    made.ok_or_else(|| Error::internal("the key of signed links is not there"))
}

async fn stored(conn: &impl ConnectionTrait) -> Result<Option<Secret<Vec<u8>>>> {
    let row = server_secret::Entity::find_by_id(NAME.to_owned())
        .one(conn)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let key = URL_SAFE_NO_PAD.decode(row.secret).map_err(Error::internal)?;
    Ok(Some(Secret::new(key)))
}
