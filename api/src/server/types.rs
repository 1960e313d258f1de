//! The server as GraphQL shows it.

use async_graphql::SimpleObject;

/// The server.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct ServerInfo {
    /// Guildhall's version.
    pub version: String,
}

/// What the server takes, at most.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct ServerLimits {
    /// Cost points of an operation.
    pub cost: u32,
    /// Levels a selection nests, introspection apart.
    pub depth: u32,
    /// Aliases in a selection.
    pub aliases: u32,
    /// Mutations in an operation.
    pub mutations: u32,
    /// Fields a document selects after its fragments are spread.
    pub fields: u32,
    /// Bytes of a document.
    pub document_bytes: u32,
    /// Bytes of a request body.
    pub body_bytes: u32,
    /// Rows of a page.
    pub page_rows: i32,
    /// Rows of a page when the request does not say.
    pub page_rows_default: i32,
    /// Cost points that come back to a user or API token each second.
    pub rate_points_per_second: u32,
    /// Cost points that a user or API token has when rested.
    pub rate_points: u32,
}
