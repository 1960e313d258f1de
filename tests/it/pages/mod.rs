//! The pages: what a browser is given, with scripts off.

mod account;
mod every_page;
mod evidence;

use poem::{
    Request,
    http::{Method, StatusCode},
};

use crate::support::{TestApp, client::Answer};

/// The address of the site in these tests.
pub(crate) const SITE: &str = "https://hall.example.org";

/// Opens a page, as a link in a mail program does.
pub(crate) async fn open(t: &TestApp, path: &str) -> Answer {
    let request = Request::builder()
        .method(Method::GET)
        .uri_str(path)
        .header("sec-fetch-site", "cross-site");
    t.send(request.finish()).await
}

/// Sends a form of a page.
pub(crate) async fn send(t: &TestApp, path: &str, form: &str) -> Answer {
    send_with(
        t,
        path,
        form,
        &[("origin", SITE), ("sec-fetch-site", "same-origin")],
    )
    .await
}

/// Sends a form with headers of the test's own.
async fn send_with(t: &TestApp, path: &str, form: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(Method::POST).uri_str(path);
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let has_kind = headers.iter().any(|(name, _)| *name == kind.0);
    for (name, value) in headers.iter().copied().chain((!has_kind).then_some(kind)) {
        request = request.header(name, value);
    }
    t.send(request.body(form.to_owned())).await
}

/// It went on to that page.
pub(crate) fn assert_went_to(answer: &Answer, path: &str) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(answer.headers["location"], path);
}
