//! Health for load balancers: alive means the process answers, ready means it can serve.

use std::sync::Arc;

use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::Data,
};
use serde_json::json;

use crate::{app::App, startup};

/// Answers as long as the process does.
#[handler]
pub(super) fn alive() -> Response {
    answer(StatusCode::OK, &json!({ "status": "alive" }))
}

/// Answers 200 when the database answers and its schema is this version's, else 503.
#[handler]
pub(super) async fn ready(app: Data<&Arc<App>>) -> Response {
    match startup::schema_state(&app).await {
        Ok(startup::SchemaState::Current) => answer(StatusCode::OK, &json!({ "status": "ready" })),
        Ok(state) => answer(
            StatusCode::SERVICE_UNAVAILABLE,
            &json!({ "status": "not ready", "reason": state.sentence() }),
        ),
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            answer(
                StatusCode::SERVICE_UNAVAILABLE,
                &json!({ "status": "not ready", "reason": "The database does not answer." }),
            )
        }
    }
}

fn answer(status: StatusCode, body: &serde_json::Value) -> Response {
    Response::builder()
        .status(status)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.to_string())
}
