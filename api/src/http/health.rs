//! Health for load balancers: alive means the process answers, ready means it can serve.

use std::sync::Arc;

use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::Data,
};
use serde_json::json;

use crate::{app::App, db, server, startup};

/// Answers as long as the process does.
#[handler]
pub(super) fn alive() -> Response {
    answer(StatusCode::OK, &json!({ "status": "alive" }))
}

/// Answers 200 when the database answers, takes rows, and has this version's schema; else 503. While nothing can be written
/// nobody can sign in, so that being able to read is not enough. Says beside it how long the letter or reminder waits that is due
/// longest:
/// late mail takes no server out of service, and somebody should look.
#[handler]
pub(super) async fn ready(app: Data<&Arc<App>>) -> Response {
    match tokio::join!(startup::schema_state(&app), db::can_write(&app.db)) {
        (Ok(startup::SchemaState::Current), Ok(())) => answer(StatusCode::OK, &ready_with_mail(&app).await),
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

async fn ready_with_mail(app: &App) -> serde_json::Value {
    let Ok(mail) = server::reads::mail(app).await else {
        return json!({ "status": "ready" });
    };
    let oldest = mail.due_since.iter().chain(&mail.planned_due_since);
    let oldest = oldest.map(|since| since.0).min();
    let seconds = oldest.map_or(0, |since| (app.clock.now() - since).num_seconds());
    json!({ "status": "ready", "mail": { "oldestDueSeconds": seconds, "late": mail.is_late } })
}

fn answer(status: StatusCode, body: &serde_json::Value) -> Response {
    Response::builder()
        .status(status)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.to_string())
}
