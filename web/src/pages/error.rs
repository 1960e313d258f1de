//! The page for what cannot be shown.

use askama::Template;
use poem::{Response, handler, http::StatusCode};

use crate::{door::Refusal, secure};

/// A title, what happened or what to do, and the request as the log names it.
#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    title: &'a str,
    sentence: &'a str,
    request_id: &'a str,
}

/// The page for a refusal.
pub(crate) fn refused(refusal: &Refusal) -> Response {
    let (status, title, sentence) = words(refusal);
    let request_id = match refusal {
        Refusal::Fault { request_id } => request_id.as_str(),
        _ => "",
    };
    let page = ErrorPage {
        title,
        sentence,
        request_id,
    };
    let mut response = render(status, &page);
    if let Refusal::Busy { retry_after } = refusal {
        response
            .headers_mut()
            .insert("retry-after", (*retry_after).into());
    }
    response
}

fn words(refusal: &Refusal) -> (StatusCode, &'static str, &'static str) {
    match refusal {
        Refusal::Foreign => (
            StatusCode::FORBIDDEN,
            "This form was not sent from here",
            "Open the page again and send the form from there.",
        ),
        Refusal::SignedOut => (
            StatusCode::UNAUTHORIZED,
            "Sign in first",
            "This page is for people who are signed in.",
        ),
        Refusal::Busy { .. } => (
            StatusCode::TOO_MANY_REQUESTS,
            "Too many attempts",
            "Wait a little, then try again.",
        ),
        Refusal::Fault { .. } => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something went wrong",
            "It is our fault, not yours. Try again later; if it stays, tell your administrator.",
        ),
    }
}

/// The page for an address where nothing is.
#[handler]
pub(crate) fn nowhere() -> Response {
    missing(
        "There is nothing here",
        "Look at the address again: something may be missing at its end.",
    )
}

/// The page for a record that is not there.
pub(crate) fn missing(title: &str, sentence: &str) -> Response {
    let page = ErrorPage {
        title,
        sentence,
        request_id: "",
    };
    render(StatusCode::NOT_FOUND, &page)
}

/// A page as a response; one that cannot be filled, which is a fault of ours, is a plain sentence.
pub(crate) fn render(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => secure::page(status, html),
        Err(error) => {
            tracing::error!(%error, "a page could not be filled");
            let sentence = "<!doctype html><title>Guildhall</title><p>Something went wrong.</p>";
            secure::page(StatusCode::INTERNAL_SERVER_ERROR, sentence.to_owned())
        }
    }
}
