//! The HTTP door: routes, our own GraphQL handler, sessions, health, and the way of the pages to the API.
//!
//! The handler is ours because the stock one runs mutations over GET, reads any content type as JSON, and takes batches of any
//! length and bodies of any size.

mod auth;
mod calendar;
mod client;
mod complete;
pub(crate) mod graphql;
mod health;
pub(crate) mod idempotency;
pub mod limits;
mod pages;
pub mod rate;
pub(crate) mod uploads;
pub(crate) mod values;
mod wire;

use std::sync::Arc;

use poem::{
    Endpoint, EndpointExt, Response, Route, get,
    middleware::{AddData, CatchPanic},
};

use crate::{app::App, schema::Schema};
pub use auth::{SESSION_COOKIE, UserAgent};
pub use client::Network;

/// Everything Guildhall serves: production and tests use the same routes.
pub fn routes(app: &Arc<App>, schema: Schema) -> impl Endpoint<Output = Response> + use<> {
    Route::new()
        .at("/graphql", graphql::GraphQl)
        .at("/imports/files", uploads::Uploads)
        .at("/calendar/:file", calendar::Feeds)
        .at("/healthz", get(health::alive))
        .at("/readyz", get(health::ready))
        .nest_no_strip("/", pages::pages(app, schema.clone()))
        .with(AddData::new(Arc::clone(app)))
        .with(AddData::new(schema))
        .with(CatchPanic::new().with_handler(wire::Panicked))
        .map_to_response()
}
