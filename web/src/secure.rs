//! The headers of every page: what a browser may do with it.

use poem::{
    Response,
    http::{StatusCode, header},
};

/// Nothing but our own style sheet; forms go back to us; nobody frames a page.
const CONTENT_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                              base-uri 'none'; frame-ancestors 'none'";

/// A page as a response. Pages are never cached, and no address of one is told to another site: it may hold a secret. To our
/// own site it is told, or browsers would send forms without saying where they come from.
pub(crate) fn page(status: StatusCode, html: String) -> Response {
    document(status, "text/html; charset=utf-8", html)
}

/// A picture as a response, as strict as a page.
pub(crate) fn picture(svg: String) -> Response {
    document(StatusCode::OK, "image/svg+xml", svg)
}

fn document(status: StatusCode, kind: &'static str, text: String) -> Response {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::CONTENT_SECURITY_POLICY, CONTENT_POLICY)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::REFERRER_POLICY, "same-origin")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::X_FRAME_OPTIONS, "DENY")
        .header("cross-origin-opener-policy", "same-origin")
        .header("permissions-policy", "camera=(), geolocation=(), microphone=()")
        .body(text)
}

/// Goes on to a page of ours, by GET.
pub(crate) fn see_other(path: impl AsRef<str>) -> Response {
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, path.as_ref())
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::REFERRER_POLICY, "same-origin")
        .finish()
}
