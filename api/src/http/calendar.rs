//! `GET /calendar/<secret>.ics`: a feed for calendar programs, which know no cookie and ask again and again.

use std::sync::Arc;

use poem::{
    Endpoint, Request, Response,
    http::{Method, StatusCode, header},
};
use sha2::{Digest, Sha256};

use super::{
    auth,
    client::Network,
    wire::{self, Media, Stop},
};
use crate::{accounts::secrets, actor::Actor, app::App, calendar, error::Error};

/// Cost points of a feed: those of its caller's network, since nobody signs in.
const COST: u32 = 100;
/// What every address ends with.
const ENDING: &str = ".ics";

/// The endpoint.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feeds;

impl Endpoint for Feeds {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let Some(app) = request.data::<Arc<App>>().cloned() else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into());
        };
        let request_id: Arc<str> = app.ids.next_uuid().simple().to_string().into();
        let answer = answer(&app, &request, &request_id).await;
        Ok(answer.unwrap_or_else(|stop| stop.into_response(Media::Json, &request_id)))
    }
}

async fn answer(app: &Arc<App>, request: &Request, request_id: &Arc<str>) -> Result<Response, Stop> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let message = "Calendars are read by GET.";
        return Err(Stop::http(
            StatusCode::METHOD_NOT_ALLOWED,
            "BAD_USER_INPUT",
            message,
        ));
    }
    let network = Network::of(request, &app.config.trusted_proxies);
    let payer = auth::payer(&Actor::Anonymous, &network);
    app.rates.take(&payer, COST, app.clock.now())?;
    let name = request.path_params::<String>().unwrap_or_default();
    let secret = name.strip_suffix(ENDING).ok_or(Error::NotFound)?;
    let text = calendar::reads::calendar(app, secret, request_id).await?;
    let tag = format!("\"{}\"", secrets::hex(&Sha256::digest(text.as_bytes())));
    let response = if is_known(request, &tag) {
        Response::builder().status(StatusCode::NOT_MODIFIED).body(())
    } else {
        wire::respond(StatusCode::OK, Media::Json, text, request_id)
    };
    Ok(labelled(response, &tag))
}

/// Whether the caller has this text already.
fn is_known(request: &Request, tag: &str) -> bool {
    let known = request.header(header::IF_NONE_MATCH).unwrap_or_default();
    known
        .split(',')
        .map(|one| one.trim().trim_start_matches("W/"))
        .any(|one| one == tag || one == "*")
}

/// With what it is, its tag, and leave to keep it for the caller alone, who asks each time whether it still holds.
fn labelled(mut response: Response, tag: &str) -> Response {
    let headers = response.headers_mut();
    let heads = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-cache"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"meetings.ics\""),
        (header::ETAG, tag),
    ];
    for (name, value) in heads {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    }
    response
}
