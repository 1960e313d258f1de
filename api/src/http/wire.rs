//! Answers as they go over the wire: media types, status codes, error bodies.

use async_graphql::{ErrorExtensionValues, PathSegment, Response as Answer, ServerError, Value};
use poem::{
    Body, Response,
    http::{StatusCode, header},
    middleware::PanicHandler,
};

use super::values::Unfit;
use crate::error::Error;

/// What the client accepts, of what we serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    /// `application/graphql-response+json`: the status tells what happened.
    GraphQlResponse,
    /// `application/json`: 200 for every well-formed answer.
    Json,
}

impl Media {
    /// The media type to answer in, by the `Accept` header; none when nothing we serve is acceptable.
    pub(super) fn negotiate(accept: Option<&str>) -> Option<Self> {
        let Some(accept) = accept.filter(|text| !text.trim().is_empty()) else {
            return Some(Self::Json);
        };
        let mut best: Option<(f32, Self)> = None;
        for range in accept.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
            let weight = parts
                .find_map(|part| part.strip_prefix("q="))
                .and_then(|text| text.parse().ok())
                .unwrap_or(1.0_f32);
            let media = match kind.as_str() {
                "application/graphql-response+json" => Self::GraphQlResponse,
                "application/json" | "application/*" | "*/*" => Self::Json,
                _ => continue,
            };
            if weight > 0.0 && best.is_none_or(|(heaviest, _)| weight > heaviest) {
                best = Some((weight, media));
            }
        }
        best.map(|(_, media)| media)
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::GraphQlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }
}

/// Something that ends a request before the document runs.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    /// The status, under both media types when `always`.
    pub(super) status: StatusCode,
    /// Whether a client that only accepts `application/json` sees the status too.
    pub(super) always: bool,
    /// `extensions.code`.
    pub(super) code: &'static str,
    /// For people.
    pub(super) message: String,
    /// Seconds to wait.
    pub(super) retry_after: Option<u64>,
    /// The response keys of the field it is about.
    pub(super) path: Vec<String>,
    /// The argument it is about, and the way into it.
    pub(super) argument: Option<String>,
}

impl Stop {
    /// An answer of the HTTP layer: the status stands whatever the client accepts.
    pub(super) fn http(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            always: true,
            code,
            message: message.into(),
            retry_after: None,
            path: Vec::new(),
            argument: None,
        }
    }

    /// An answer of GraphQL: 200 for clients that only accept `application/json`.
    pub(super) fn graphql(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            always: false,
            ..Self::http(status, code, message)
        }
    }

    pub(super) fn into_response(self, media: Media, request_id: &str) -> Response {
        let mut error = ServerError::new(self.message, None);
        error.path = self.path.into_iter().map(PathSegment::Field).collect();
        let mut extensions = codes(self.code, request_id);
        if let Some(argument) = self.argument {
            extensions.set("argument", argument);
        }
        error.extensions = Some(extensions);
        let status = if self.always || media == Media::GraphQlResponse {
            self.status
        } else {
            StatusCode::OK
        };
        let body = serde_json::json!({ "errors": [error] });
        let mut response = respond(status, media, body.to_string(), request_id);
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        if status == StatusCode::METHOD_NOT_ALLOWED {
            response
                .headers_mut()
                .insert(header::ALLOW, header::HeaderValue::from_static("POST"));
        }
        response
    }
}

impl From<Unfit> for ServerError {
    fn from(unfit: Unfit) -> Self {
        let mut error = Self::new(unfit.message, None);
        error.path = unfit.path.into_iter().map(PathSegment::Field).collect();
        let extensions = error.extensions.get_or_insert_default();
        extensions.set("code", unfit.code);
        extensions.set("argument", unfit.argument);
        error
    }
}

impl From<Unfit> for Stop {
    fn from(unfit: Unfit) -> Self {
        Self {
            path: unfit.path,
            argument: Some(unfit.argument),
            ..Self::graphql(StatusCode::UNPROCESSABLE_ENTITY, unfit.code, unfit.message)
        }
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        if let Error::Internal(source) | Error::Unavailable(source) = &error {
            tracing::error!(error = %source, "a request could not be answered");
        }
        let (code, message) = error.public();
        let mut stop = Self::http(status_of(&error), code, message);
        stop.retry_after = match error {
            Error::RateLimited { retry_after } => Some(retry_after),
            Error::Unavailable(_) => Some(5),
            _ => None,
        };
        stop
    }
}

fn codes(code: &str, request_id: &str) -> ErrorExtensionValues {
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", code);
    extensions.set("requestId", request_id);
    extensions
}

fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::User(_) => StatusCode::BAD_REQUEST,
        Error::NotFound => StatusCode::NOT_FOUND,
        Error::Forbidden => StatusCode::FORBIDDEN,
        Error::Unauthenticated => StatusCode::UNAUTHORIZED,
        Error::RateLimited { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Gives every error a code and the request's id, and tells the status.
///
/// Errors without a path come from validation; errors of resolvers carry our own error as their source.
pub(super) fn finish(answer: &mut Answer, request_id: &str) -> StatusCode {
    let mut status = StatusCode::OK;
    for error in &mut answer.errors {
        let ours = error
            .source
            .as_ref()
            .and_then(|source| source.downcast_ref::<Error>())
            .cloned();
        let extensions = error.extensions.get_or_insert_default();
        if extensions.get("code").is_none() {
            let code = if error.path.is_empty() {
                "GRAPHQL_VALIDATION_FAILED"
            } else {
                "BAD_USER_INPUT"
            };
            extensions.set("code", code);
        }
        extensions.set("requestId", request_id);
        status = match ours {
            Some(error) => status_of(&error),
            None => StatusCode::UNPROCESSABLE_ENTITY,
        };
    }
    if answer.data == Value::Null || answer.errors.is_empty() {
        status
    } else {
        StatusCode::OK
    }
}

/// The answer of an executed document.
pub(super) fn executed(
    answer: &Answer,
    status: StatusCode,
    media: Media,
    request_id: &str,
) -> (StatusCode, String, Response) {
    let failed = answer.data == Value::Null && !answer.errors.is_empty();
    let mut body = serde_json::Map::new();
    if !failed {
        body.insert(
            "data".into(),
            serde_json::to_value(&answer.data).unwrap_or_default(),
        );
    }
    if !answer.errors.is_empty() {
        body.insert(
            "errors".into(),
            serde_json::to_value(&answer.errors).unwrap_or_default(),
        );
    }
    if !answer.extensions.is_empty() {
        body.insert(
            "extensions".into(),
            serde_json::to_value(&answer.extensions).unwrap_or_default(),
        );
    }
    let text = serde_json::Value::Object(body).to_string();
    let seen = if media == Media::GraphQlResponse || status.is_server_error() {
        status
    } else {
        StatusCode::OK
    };
    let mut response = respond(seen, media, text.clone(), request_id);
    response.headers_mut().extend(answer.http_headers.clone());
    (seen, text, response)
}

/// A response with a GraphQL body.
pub(super) fn respond(status: StatusCode, media: Media, body: String, request_id: &str) -> Response {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, media.content_type())
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header("x-request-id", request_id)
        .body(Body::from_string(body))
}

/// Answers for a handler that panicked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Panicked;

impl PanicHandler for Panicked {
    type Response = Response;

    fn get_response(&self, cause: Box<dyn std::any::Any + Send + 'static>) -> Response {
        let text = cause
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| cause.downcast_ref::<&str>().copied());
        tracing::error!(cause = text.unwrap_or("unknown"), "a handler panicked");
        let stop = Stop::http(
            StatusCode::INTERNAL_SERVER_ERROR,
            "INTERNAL_SERVER_ERROR",
            "internal error",
        );
        stop.into_response(Media::Json, "none")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_acceptable_type_wins() {
        let pick = Media::negotiate;
        assert_eq!(pick(None), Some(Media::Json));
        assert_eq!(pick(Some("*/*")), Some(Media::Json));
        assert_eq!(
            pick(Some("application/graphql-response+json, application/json;q=0.9")),
            Some(Media::GraphQlResponse)
        );
        assert_eq!(
            pick(Some("application/graphql-response+json;q=0.1, application/json")),
            Some(Media::Json)
        );
        assert_eq!(pick(Some("text/html")), None);
        assert_eq!(pick(Some("application/json;q=0")), None);
    }
}
