//! Asking for a letter with a link to choose a new password. What is answered is the same for every address.

use std::sync::Arc;

use askama::Template;
use graphql_client::GraphQLQuery;
use poem::{Body, Request, Response, handler, http::StatusCode, web::Data};

use super::Problem;
use crate::{
    door::{Door, Refusal, ask},
    form,
    pages::error::{refused, render},
    secure,
};

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/account/forgot.graphql",
    skip_serializing_none
)]
struct RequestReset;

/// The form.
#[derive(Template, Default)]
#[template(path = "account/forgot.html")]
struct ForgotPage {
    email: String,
    problems: Vec<Problem>,
}

/// A letter is on its way, perhaps.
#[derive(Template)]
#[template(path = "account/sent.html")]
struct SentPage;

/// Shows the form.
#[handler]
pub(crate) fn show() -> Response {
    render(StatusCode::OK, &ForgotPage::default())
}

/// Asks for the letter.
#[handler]
pub(crate) async fn act(request: &Request, body: Body, door: Data<&Arc<dyn Door>>) -> Response {
    let acted = async {
        let executor = door.enter(request).await?;
        let email = form::read(request, body).await?.take("email");
        let variables = request_reset::Variables { email: email.clone() };
        let answer = ask::<RequestReset>(&*executor, variables).await?;
        let errors = answer.password_reset_request.user_errors;
        if errors.is_empty() {
            return Ok::<_, Refusal>(secure::see_other("/account/sent"));
        }
        let problems = errors
            .into_iter()
            .map(|error| Problem::of(&error.path, error.message, &["email"]));
        let page = ForgotPage {
            email,
            problems: problems.collect(),
        };
        Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
    };
    acted.await.unwrap_or_else(|refusal| refused(&refusal))
}

/// Says that a letter is on its way, if somebody has the address.
#[handler]
pub(crate) fn sent() -> Response {
    render(StatusCode::OK, &SentPage)
}
