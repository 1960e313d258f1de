//! Doing without a kind of mail by the link of a letter: GET shows what would stop, POST stops it, once and for all the same.
//!
//! POST is also what mail programs send for their button (RFC 8058): without cookies, with a body that says
//! `List-Unsubscribe=One-Click`, in one of two media types, and with no wish to be sent elsewhere. So the body is not looked
//! at, and the answer is the page itself. The signed token in the address is what counts.

use std::sync::Arc;

use askama::Template;
use graphql_client::GraphQLQuery;
use poem::{
    Request, Response, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::error::{refused, render};
use crate::door::{Door, Refusal, ask};

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/unsubscribe/show.graphql",
    response_derives = "Debug",
    skip_serializing_none
)]
struct ShowUnsubscription;

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/unsubscribe/show.graphql",
    response_derives = "Debug",
    skip_serializing_none
)]
struct Unsubscribe;

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/unsubscribe/show.graphql",
    response_derives = "Debug",
    skip_serializing_none
)]
struct Resubscribe;

/// What stops, or has stopped.
#[derive(Template)]
#[template(path = "unsubscribe/show.html")]
struct UnsubscribePage {
    token: String,
    name: String,
    kind: &'static str,
    is_unsubscribed: bool,
    /// Whether this was just taken back.
    is_resumed: bool,
}

/// The link does not work.
#[derive(Template)]
#[template(path = "unsubscribe/ended.html")]
struct EndedPage;

/// Shows what would stop.
#[handler]
pub(crate) async fn show(
    request: &Request,
    door: Data<&Arc<dyn Door>>,
    Path(token): Path<String>,
) -> Response {
    let shown = async {
        let executor = door.enter(request).await?;
        let variables = show_unsubscription::Variables { token: token.clone() };
        let found = ask::<ShowUnsubscription>(&*executor, variables)
            .await?
            .unsubscription;
        let page = found.map(|found| UnsubscribePage {
            kind: kind(&format!("{:?}", found.kind)),
            token,
            name: found.name,
            is_unsubscribed: found.is_unsubscribed,
            is_resumed: false,
        });
        Ok::<_, Refusal>(response(page))
    };
    shown.await.unwrap_or_else(|refusal| refused(&refusal))
}

/// Stops it.
#[handler]
pub(crate) async fn act(
    request: &Request,
    door: Data<&Arc<dyn Door>>,
    Path(token): Path<String>,
) -> Response {
    let acted = async {
        let executor = door.enter(request).await?;
        let variables = unsubscribe::Variables { token: token.clone() };
        let done = ask::<Unsubscribe>(&*executor, variables)
            .await?
            .unsubscribe
            .unsubscription;
        let page = done.map(|done| UnsubscribePage {
            kind: kind(&format!("{:?}", done.kind)),
            token,
            name: done.name,
            is_unsubscribed: done.is_unsubscribed,
            is_resumed: false,
        });
        Ok::<_, Refusal>(response(page))
    };
    acted.await.unwrap_or_else(|refusal| refused(&refusal))
}

/// Takes it back: the same link, another form, so that no mail program's button does it.
#[handler]
pub(crate) async fn resume(
    request: &Request,
    door: Data<&Arc<dyn Door>>,
    Path(token): Path<String>,
) -> Response {
    let resumed = async {
        let executor = door.enter(request).await?;
        let variables = resubscribe::Variables { token: token.clone() };
        let done = ask::<Resubscribe>(&*executor, variables)
            .await?
            .resubscribe
            .unsubscription;
        let page = done.map(|done| UnsubscribePage {
            kind: kind(&format!("{:?}", done.kind)),
            token,
            name: done.name,
            is_unsubscribed: done.is_unsubscribed,
            is_resumed: true,
        });
        Ok::<_, Refusal>(response(page))
    };
    resumed.await.unwrap_or_else(|refusal| refused(&refusal))
}

fn response(page: Option<UnsubscribePage>) -> Response {
    match page {
        Some(page) => render(StatusCode::OK, &page),
        None => render(StatusCode::GONE, &EndedPage),
    }
}

/// The kind of mail as people call it. Each document has its own type of the kinds, with the same names.
fn kind(name: &str) -> &'static str {
    match name {
        "INVITATION" => "invitations",
        "REMINDER" => "reminders",
        "DIGEST" => "daily digests",
        _ => "letters about meetings",
    }
}
