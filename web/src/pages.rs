//! The pages: a handler, a typed document and a template each, side by side.

mod account;
mod attest;
mod error;
mod evidence;
mod pathways;
mod rsvp;
mod unsubscribe;

use std::sync::Arc;

use poem::{Endpoint, EndpointExt as _, Response, Route, get, middleware::AddData, post};

use crate::{assets, door::Door};
use account::{forgot, set};

/// The pages, for a server to mount at its root. An address where nothing is is answered with a page too.
pub fn routes(door: Arc<dyn Door>) -> impl Endpoint<Output = Response> + use<> {
    Route::new()
        .at("/assets/:name", get(assets::serve))
        .at("/account/forgot", get(forgot::show).post(forgot::act))
        .at("/account/sent", get(forgot::sent))
        .at("/account/done", get(set::done))
        .at("/account/:token", get(set::show).post(set::act))
        .at("/pathways/:id", get(pathways::show::show))
        .at("/pathways/:id/map.svg", get(pathways::show::picture))
        .at("/rsvp/:token", get(rsvp::show).post(rsvp::act))
        .at("/attest/:token", get(attest::show).post(attest::act))
        .at("/u/:token", get(unsubscribe::show).post(unsubscribe::act))
        .at("/u/:token/again", post(unsubscribe::resume))
        .at("/programs/:program/evidence", get(evidence::show))
        .at("/evidence/:id", get(evidence::frozen))
        .at("/", get(error::nowhere))
        .at("/*path", get(error::nowhere))
        .with(AddData::new(door))
        .map_to_response()
}
