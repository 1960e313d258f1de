//! Root fields about the server.

use async_graphql::{Context, Object};

use super::types::{ServerInfo, ServerLimits};
use crate::{
    app::Cx,
    error::{Error, Result},
    http::limits,
    paging::{DEFAULT_ROWS, MOST_ROWS},
};

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
        let rates = &Cx::of(ctx)?.app.rates;
        Ok(ServerLimits {
            cost: limits::MOST_COST,
            depth: limits::MOST_DEPTH,
            aliases: number(limits::MOST_ALIASES)?,
            mutations: number(limits::MOST_MUTATIONS)?,
            fields: limits::MOST_FIELDS,
            document_bytes: number(limits::MOST_DOCUMENT_BYTES)?,
            body_bytes: number(limits::MOST_BODY_BYTES)?,
            page_rows: MOST_ROWS,
            page_rows_default: DEFAULT_ROWS,
            rate_points_per_second: rates.restore_rate(),
            rate_points: rates.full(),
        })
    }
}

fn number(limit: usize) -> Result<u32> {
    u32::try_from(limit).map_err(Error::internal)
}
