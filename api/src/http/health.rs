//! Health for load balancers: alive means the process answers, ready means it can serve.

use std::sync::Arc;

use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::Data,
};
use serde_json::json;

use crate::{app::App, db, startup};

/// Answers as long as the process does.
#[handler]
pub(super) fn alive() -> Response {
    answer(StatusCode::OK, &json!({ "status": "alive" }))
}

/// Answers 200 when the database answers, takes rows, and has this version's schema; else 503. While nothing can be written
/// nobody can sign in, so that being able to read is not enough.
#[handler]
pub(super) async fn ready(app: Data<&Arc<App>>) -> Response {
    match tokio::join!(startup::schema_state(&app), db::can_write(&app.db)) {
        (Ok(startup::SchemaState::Current), Ok(())) => answer(StatusCode::OK, &json!({ "status": "ready" })),
        (Ok(startup::SchemaState::Current), Err(error)) => {
            tracing::warn!(?error, "the database cannot be written");
            not_ready(
                "The database cannot be written: another program locks it, it is read-only, or its disk is full.",
            )
        }
        (Ok(state), _) => not_ready(&state.sentence()),
        (Err(error), _) => {
            tracing::warn!(%error, "the database does not answer");
            not_ready("The database does not answer.")
        }
    }
}

fn not_ready(reason: &str) -> Response {
    let body = json!({ "status": "not ready", "reason": reason });
    answer(StatusCode::SERVICE_UNAVAILABLE, &body)
}

fn answer(status: StatusCode, body: &serde_json::Value) -> Response {
    Response::builder()
        .status(status)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.to_string())
}
