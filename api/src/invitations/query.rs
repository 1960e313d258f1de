//! Root fields that show invitations to who holds their link.

use async_graphql::{Context, Object};

use super::{reads, types::Invitation};
use crate::{app::Cx, error::Result};

/// Root fields that show invitations to who holds their link.
#[derive(Clone, Copy, Debug, Default)]
pub struct InvitationQuery;

#[Object]
impl InvitationQuery {
    /// An invitation to a meeting, by the token of its link; null when it does not work (any more). Anybody may ask: who has
    /// the token has the letter.
    async fn invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token: what comes after `/rsvp/`.")] token: String,
    ) -> Option<Result<Invitation>> {
        invitation(ctx, &token).await.transpose()
    }
}

async fn invitation(ctx: &Context<'_>, token: &str) -> Result<Option<Invitation>> {
    let cx = Cx::of(ctx)?;
    let shown = reads::by_token(cx, cx.app.db.read(), token).await?;
    Ok(shown.map(|shown| Invitation::new(cx, shown)))
}
