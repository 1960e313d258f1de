//! The GraphQL endpoint: one operation a request, by POST, as JSON.
//!
//! Order of the checks: method, `Accept`, content type, size, JSON, who is asking, document, limits, rate, idempotency; then the
//! document runs, with a deadline, and its answer is checked for missing keys.

use std::{sync::Arc, time::Duration};

use async_graphql::{Request as Operation, Response as Answer, Value};
use poem::{
    Endpoint, Request, Response,
    error::ReadBodyError,
    http::{Method, StatusCode, header},
};

use super::{
    auth,
    client::Network,
    complete, idempotency,
    limits::{self, Demand, MOST_BODY_BYTES, MOST_COST, MOST_DOCUMENT_BYTES},
    values::{self, Unfit},
    wire::{self, Media, Stop},
};
use crate::{
    actor::Actor,
    app::{App, Cx},
    prefetch::{CameIn, Loaders},
    schema::Schema,
};

pub(crate) const DEADLINE: Duration = Duration::from_secs(10);
/// What somebody who has not signed in may ask.
const OPEN_ROOTS: [&str; 14] = [
    "__typename",
    "signIn",
    "attendeeRespondByLink",
    "attestationRequest",
    "invitation",
    "passwordLink",
    "passwordResetRequest",
    "passwordSet",
    "serverLimits",
    "serverInfo",
    "resubscribe",
    "skillGainAttestByLink",
    "unsubscribe",
    "unsubscription",
];

/// The endpoint.
#[derive(Clone, Copy, Debug)]
pub(super) struct GraphQl;

impl Endpoint for GraphQl {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let (Some(app), Some(schema)) = (
            request.data::<Arc<App>>().cloned(),
            request.data::<Schema>().cloned(),
        ) else {
            return Err(StatusCode::INTERNAL_SERVER_ERROR.into());
        };
        let request_id: Arc<str> = app.ids.next_uuid().simple().to_string().into();
        let media = Media::negotiate(request.header(header::ACCEPT));
        let answer = match media {
            None => Err(Stop::http(
                StatusCode::NOT_ACCEPTABLE,
                "BAD_USER_INPUT",
                "Accept application/graphql-response+json or application/json.",
            )),
            Some(media) => serve(&app, &schema, request, media, &request_id).await,
        };
        Ok(answer.unwrap_or_else(|stop| stop.into_response(media.unwrap_or(Media::Json), &request_id)))
    }
}

async fn serve(
    app: &Arc<App>,
    schema: &Schema,
    mut request: Request,
    media: Media,
    request_id: &Arc<str>,
) -> Result<Response, Stop> {
    if request.method() != Method::POST {
        return Err(Stop::http(
            StatusCode::METHOD_NOT_ALLOWED,
            "BAD_USER_INPUT",
            "GraphQL is served by POST.",
        ));
    }
    check_content_type(&request)?;
    let caller = auth::caller(app, &request).await?;
    let user_agent = auth::UserAgent::of(&request);
    let key = request.header("idempotency-key").map(str::to_owned);
    let bytes = request
        .take_body()
        .into_bytes_limit(MOST_BODY_BYTES)
        .await
        .map_err(|error| unreadable(&error))?;
    let mut operation = parse_body(&bytes)?;
    let demand = inspect(&mut operation)?;
    admit(&caller.actor, demand.as_ref())?;
    look(&mut operation)?;
    let cost = demand.as_ref().map_or(0, |demand| demand.cost);
    let left = app
        .rates
        .take(&caller.payer(), cost.max(1), app.clock.now())
        .map_err(Stop::from)?;
    let cx = Cx::new(app, caller.actor, Some(Arc::clone(request_id)));
    let claim = match (key, &demand) {
        (Some(key), Some(demand)) if demand.is_mutation => {
            match idempotency::claim(&cx, &key, demand, &bytes).await? {
                idempotency::Claim::Stored { status, body } => {
                    return Ok(wire::respond(status, media, body, request_id));
                }
                idempotency::Claim::New(claim) => Some(claim),
            }
        }
        _ => None,
    };
    let operation = operation.data(user_agent).data(caller.network);
    let mut answer = execute(&cx.under(claim), schema, operation).await;
    answer.extensions.insert("cost".into(), cost_of(app, cost, left));
    let status = wire::finish(&mut answer, request_id);
    let (status, body, mut response) = wire::executed(&answer, status, media, request_id);
    if let Some(claim) = claim {
        idempotency::settle(&cx, claim, status, &body).await;
    }
    // A cookie that the document set (sign-in, sign-out) stands: the session of before is over.
    let is_set = response.headers().contains_key(header::SET_COOKIE);
    if let Some(cookie) = caller
        .cookie
        .filter(|_| !is_set)
        .and_then(|cookie| cookie.parse().ok())
    {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

fn check_content_type(request: &Request) -> Result<(), Stop> {
    let kind = request
        .content_type()
        .and_then(|text| text.split(';').next())
        .map(str::trim);
    if kind.is_some_and(|kind| kind.eq_ignore_ascii_case("application/json")) {
        return Ok(());
    }
    Err(Stop::http(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "BAD_USER_INPUT",
        "Send the request as application/json.",
    ))
}

fn unreadable(error: &ReadBodyError) -> Stop {
    match error {
        ReadBodyError::PayloadTooLarge => Stop::http(
            StatusCode::PAYLOAD_TOO_LARGE,
            "BAD_USER_INPUT",
            "A request body may have 1 MB at most.",
        ),
        _ => Stop::http(
            StatusCode::BAD_REQUEST,
            "BAD_USER_INPUT",
            "The request body could not be read.",
        ),
    }
}

fn parse_body(bytes: &[u8]) -> Result<Operation, Stop> {
    let bad = |message: &str| Stop::http(StatusCode::BAD_REQUEST, "BAD_USER_INPUT", message);
    let json: serde_json::Value =
        serde_json::from_slice(bytes).map_err(|_| bad("The request body is not JSON."))?;
    if json.is_array() {
        return Err(bad("One operation a request: batches are refused."));
    }
    let Some(query) = json.get("query").and_then(|query| query.as_str()) else {
        return Err(bad("The request body needs a query, as text."));
    };
    if query.len() > MOST_DOCUMENT_BYTES {
        return Err(bad("A document may have 64 KB at most."));
    }
    serde_json::from_value(json)
        .map_err(|_| bad("operationName must be text, variables and extensions must be objects."))
}

/// Parses the document and measures what it asks for.
fn inspect(operation: &mut Operation) -> Result<Option<Demand>, Stop> {
    let name = operation.operation_name.clone();
    let variables = operation.variables.clone();
    let document = operation.parsed_query().map_err(|error| {
        Stop::graphql(
            StatusCode::BAD_REQUEST,
            "GRAPHQL_PARSE_FAILED",
            error.message.trim(),
        )
    })?;
    limits::measure(document, name.as_deref(), &variables)
        .map_err(|refusal| Stop::graphql(StatusCode::UNPROCESSABLE_ENTITY, refusal.code, refusal.message))
}

/// Refuses values that no field takes.
fn look(operation: &mut Operation) -> Result<(), Unfit> {
    let variables = operation.variables.clone();
    let Ok(document) = operation.parsed_query() else {
        return Ok(());
    };
    values::check(document, &variables)
}

/// Somebody who has not signed in may sign in and little else.
fn admit(actor: &Actor, demand: Option<&Demand>) -> Result<(), Stop> {
    let is_open = |demand: &Demand| {
        demand
            .roots
            .iter()
            .all(|root| OPEN_ROOTS.contains(&root.as_str()))
    };
    match actor {
        Actor::Anonymous if !demand.is_some_and(is_open) => Err(Stop::http(
            StatusCode::UNAUTHORIZED,
            "UNAUTHENTICATED",
            "Sign in first, or send an API token.",
        )),
        _ => Ok(()),
    }
}

/// Runs an operation of our own pages: the same limits, the same bucket, the same deadline.
pub(super) async fn run(
    cx: &Cx,
    schema: &Schema,
    network: &Network,
    mut operation: Operation,
) -> Result<Answer, Stop> {
    let demand = inspect(&mut operation)?;
    admit(&cx.actor, demand.as_ref())?;
    let cost = demand.map_or(0, |demand| demand.cost);
    let (app, payer) = (&cx.app, auth::payer(&cx.actor, network));
    app.rates
        .take(&payer, cost.max(1), app.clock.now())
        .map_err(Stop::from)?;
    // The page shows what is wrong with a value as it shows other errors.
    if let Err(unfit) = look(&mut operation) {
        return Ok(Answer::from_errors(vec![unfit.into()]));
    }
    Ok(execute(cx, schema, operation.data(network.clone())).await)
}

async fn execute(cx: &Cx, schema: &Schema, operation: Operation) -> Answer {
    let mut operation = operation;
    let document = operation.parsed_query().ok().cloned();
    let variables = operation.variables.clone();
    let name = operation.operation_name.clone();
    let operation = operation
        .data(Loaders::new(cx.clone()))
        .data(CameIn::default())
        .data(cx.clone());
    let answer = match tokio::time::timeout(DEADLINE, schema.execute(operation)).await {
        Ok(answer) => answer,
        Err(_) => complete::failed("This took too long and was ended; ask for less."),
    };
    match document {
        Some(document) if !complete::is_complete(&document, name.as_deref(), &variables, &answer) => {
            tracing::error!("an answer lacked a selected key");
            complete::incomplete(answer)
        }
        _ => answer,
    }
}

fn cost_of(app: &App, requested: u32, left: u32) -> Value {
    let mut cost = async_graphql::indexmap::IndexMap::new();
    let numbers = [
        ("requested", requested),
        ("maximum", MOST_COST),
        ("bucketRemaining", left),
        ("restoreRate", app.rates.restore_rate()),
    ];
    for (name, number) in numbers {
        cost.insert(async_graphql::Name::new(name), Value::from(number));
    }
    Value::Object(cost)
}
