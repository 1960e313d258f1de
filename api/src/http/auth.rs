//! From a request to an [`Actor`]: session cookie or bearer token, and the defence against cross-site requests.

use std::sync::Arc;

use poem::{
    Request,
    http::{StatusCode, header},
};

use super::{client::Network, rate::Payer, wire::Stop};
use crate::{accounts, actor::Actor, app::App, error::Result};

/// The cookie with the session's token.
pub const SESSION_COOKIE: &str = "guildhall_session";

/// The browser or program behind a request, as it names itself.
#[derive(Clone, Debug)]
pub struct UserAgent(
    /// The name; none when the request tells none.
    pub Option<String>,
);

impl UserAgent {
    /// The one a request names.
    pub(super) fn of(request: &Request) -> Self {
        Self(text(request, header::USER_AGENT.as_str()).map(str::to_owned))
    }
}

/// What came with a request.
pub(super) struct Caller {
    /// Who it is.
    pub(super) actor: Actor,
    /// A cookie to set, when the session's token changed.
    pub(super) cookie: Option<String>,
    /// From where it comes.
    pub(super) network: Network,
}

impl Caller {
    /// Whose cost points the request takes: those who have not signed in share them with their network alone, so that one
    /// of them cannot keep everybody from signing in.
    pub(super) fn payer(&self) -> Payer {
        payer(&self.actor, &self.network)
    }
}

/// See [`Caller::payer`].
pub(super) fn payer(actor: &Actor, network: &Network) -> Payer {
    match actor {
        Actor::Anonymous => Payer::Network(network.0.clone()),
        _ => Payer::Known(actor.key()),
    }
}

/// Finds out who is asking. A credential that is no longer valid is an anonymous caller, not an error: the operation decides.
pub(super) async fn caller(app: &Arc<App>, request: &Request) -> Result<Caller, Stop> {
    let (actor, cookie) = actor(app, request).await?;
    Ok(Caller {
        actor,
        cookie,
        network: Network::of(request, &app.config.trusted_proxies),
    })
}

async fn actor(app: &Arc<App>, request: &Request) -> Result<(Actor, Option<String>), Stop> {
    if let Some(token) = bearer(request) {
        let row = accounts::reads::token(app, token).await.map_err(Stop::from)?;
        let Some(row) = row else { return Err(refused()) };
        accounts::upkeep::token_used(app, &row);
        return Ok((row.actor(), None));
    }
    // A link in a letter comes from another site, and only shows.
    if !request.method().is_safe() {
        check_origin(app, request)?;
    }
    let Some(token) = cookie(request) else {
        return Ok((Actor::Anonymous, None));
    };
    let Some(row) = accounts::reads::session(app, token).await.map_err(Stop::from)? else {
        return Ok((Actor::Anonymous, None));
    };
    let cookie = accounts::upkeep::session_used(app, &row, token).await;
    Ok((row.actor(), cookie))
}

fn refused() -> Stop {
    Stop::http(
        StatusCode::UNAUTHORIZED,
        "UNAUTHENTICATED",
        "This API token is unknown, revoked or has ended.",
    )
}

fn text<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.header(name)
}

fn bearer(request: &Request) -> Option<&str> {
    let header = text(request, header::AUTHORIZATION.as_str())?;
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn cookie(request: &Request) -> Option<&str> {
    let cookies = request
        .headers()
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    cookies.flat_map(|line| line.split(';')).find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == SESSION_COOKIE && !value.is_empty()).then_some(value)
    })
}

/// A browser says where a request comes from; one from another site must not ride on a cookie or sign somebody in.
fn check_origin(app: &App, request: &Request) -> Result<(), Stop> {
    let foreign = || {
        Err(Stop::http(
            StatusCode::FORBIDDEN,
            "FORBIDDEN",
            "Requests from other sites are refused; use an API token.",
        ))
    };
    if text(request, "sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        return foreign();
    }
    let Some(origin) = text(request, header::ORIGIN.as_str()) else {
        return Ok(());
    };
    let own = app.config.base_url.origin().ascii_serialization();
    let host = text(request, header::HOST.as_str()).unwrap_or_default();
    let scheme = app.config.base_url.scheme();
    if origin == own || origin == format!("{scheme}://{host}") {
        Ok(())
    } else {
        foreign()
    }
}
