//! Root fields about the server.

use async_graphql::{Context, Object};

use super::{
    limits,
    types::{ServerInfo, ServerLimits},
};
use crate::app::Cx;

/// Root fields about the server.
#[derive(Clone, Copy, Debug, Default)]
pub struct ServerQuery;

#[Object]
impl ServerQuery {
    /// The server.
    async fn server_info(&self) -> ServerInfo {
        ServerInfo
    }

    /// What the server takes, at most.
    async fn server_limits(&self, ctx: &Context<'_>) -> Result<ServerLimits, async_graphql::Error> {
        Ok(limits::all(&Cx::of(ctx)?.app)?)
    }
}
