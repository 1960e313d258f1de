//! Root fields that show what a link to unsubscribe is about.

use async_graphql::{Context, Object};

use super::{reads, types::Unsubscription};
use crate::{app::Cx, error::Result};

/// Root fields that show what a link to unsubscribe is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct OptOutQuery;

#[Object]
impl OptOutQuery {
    /// What a link to unsubscribe is about, by the token in it; null when it does not work (any more). Anybody may ask: who has
    /// the token has the letter.
    async fn unsubscription(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token: what comes after `/u/`.")] token: String,
    ) -> Option<Result<Unsubscription>> {
        unsubscription(ctx, &token).await.transpose()
    }
}

async fn unsubscription(ctx: &Context<'_>, token: &str) -> Result<Option<Unsubscription>> {
    let cx = Cx::of(ctx)?;
    let conn = cx.app.db.read();
    match reads::by_token(cx, conn, token).await? {
        Some((person, kind)) => reads::shown(conn, person, kind).await,
        None => Ok(None),
    }
}
