//! Root fields that show attestations to who holds their link.

use async_graphql::{Context, Object};

use super::{reads, types::AttestationRequest};
use crate::{app::Cx, error::Result};

/// Root fields that show attestations to who holds their link.
#[derive(Clone, Copy, Debug, Default)]
pub struct AttestationQuery;

#[Object]
impl AttestationQuery {
    /// A question to an employer about a milestone, by the token of its link; null when it does not work (any more). Anybody may
    /// ask: who has the token has the letter.
    async fn attestation_request(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token: what comes after `/attest/`.")] token: String,
    ) -> Option<Result<AttestationRequest>> {
        request(ctx, &token).await.transpose()
    }
}

async fn request(ctx: &Context<'_>, token: &str) -> Result<Option<AttestationRequest>> {
    let cx = Cx::of(ctx)?;
    let shown = reads::by_token(cx, cx.app.db.read(), token).await?;
    Ok(shown.map(Into::into))
}
