//! The pages' way to the API: the same door, in the same process, with the same limits.

use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::{Request as Operation, Variables};
use poem::{
    Endpoint, Request, Response,
    http::{StatusCode, header},
};
use serde_json::Value;
use web::{Boxed, Door, Executor, Refusal};

use super::{
    auth::{self, UserAgent},
    client::Network,
    graphql,
    wire::Stop,
};
use crate::{
    app::{App, Cx},
    schema::Schema,
};

/// The pages, with their door to the API.
pub(super) fn pages(app: &Arc<App>, schema: Schema) -> impl Endpoint<Output = Response> + use<> {
    let door = PageDoor {
        app: Arc::clone(app),
        schema,
    };
    Pages(web::routes(Arc::new(door)))
}

/// Pages that renew the session cookie when its token was changed on the way.
struct Pages<E>(E);

/// A cookie to set, when there is one.
#[derive(Clone, Debug, Default)]
struct Renewed(Arc<Mutex<Option<String>>>);

impl<E: Endpoint<Output = Response>> Endpoint for Pages<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let renewed = Renewed::default();
        request.set_data(renewed.clone());
        let mut response = self.0.call(request).await?;
        let cookie = renewed.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(cookie) = cookie.and_then(|cookie| cookie.parse().ok()) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        Ok(response)
    }
}

struct PageDoor {
    app: Arc<App>,
    schema: Schema,
}

impl Door for PageDoor {
    fn enter<'a>(&'a self, request: &'a Request) -> Boxed<'a, Result<Arc<dyn Executor>, Refusal>> {
        Box::pin(async move {
            let request_id: Arc<str> = self.app.ids.next_uuid().simple().to_string().into();
            let caller = auth::caller(&self.app, request)
                .await
                .map_err(|stop| refusal(&stop, &request_id))?;
            if let (Some(renewed), Some(cookie)) = (request.data::<Renewed>(), caller.cookie) {
                *renewed.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(cookie);
            }
            let asker: Arc<dyn Executor> = Arc::new(Asker {
                schema: self.schema.clone(),
                user_agent: UserAgent::of(request),
                network: caller.network,
                cx: Cx::new(&self.app, caller.actor, Some(request_id)),
            });
            Ok(asker)
        })
    }
}

/// Runs the documents of one request.
struct Asker {
    schema: Schema,
    user_agent: UserAgent,
    network: Network,
    cx: Cx,
}

impl Executor for Asker {
    fn execute(&self, operation: web::Operation) -> Boxed<'_, Result<Value, Refusal>> {
        Box::pin(async move {
            let document = Operation::new(operation.query)
                .operation_name(operation.name)
                .variables(Variables::from_json(operation.variables))
                .data(self.user_agent.clone());
            let answer = graphql::run(&self.cx, &self.schema, &self.network, document).await;
            let request_id = self.cx.request_id.as_deref().unwrap_or_default();
            let answer = answer.map_err(|stop| refusal(&stop, request_id))?;
            serde_json::to_value(&answer).map_err(|error| {
                tracing::error!(%error, "an answer is no JSON");
                fault(request_id)
            })
        })
    }
}

fn refusal(stop: &Stop, request_id: &str) -> Refusal {
    match stop.status {
        StatusCode::FORBIDDEN => Refusal::Foreign,
        StatusCode::UNAUTHORIZED => Refusal::SignedOut,
        StatusCode::TOO_MANY_REQUESTS => Refusal::Busy {
            retry_after: stop.retry_after.unwrap_or(1),
        },
        _ => fault(request_id),
    }
}

fn fault(request_id: &str) -> Refusal {
    Refusal::Fault {
        request_id: request_id.to_owned(),
    }
}
