//! Choosing a password by a link: GET shows whose it is, POST sets it. Mail scanners open links; opening one changes nothing.
//!
//! The secret in the address is the form's token: nobody can send the form who does not hold the link.

use std::sync::Arc;

use askama::Template;
use graphql_client::GraphQLQuery;
use poem::{
    Body, Request, Response, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::Problem;
use crate::{
    door::{Door, Executor, Refusal, ask},
    form,
    pages::error::{refused, render},
    secure,
};

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/account/set.graphql",
    skip_serializing_none
)]
struct ShowLink;

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/account/set.graphql",
    skip_serializing_none
)]
struct SetPassword;

/// The form.
#[derive(Template)]
#[template(path = "account/set.html")]
struct SetPage {
    token: String,
    is_invitation: bool,
    name: String,
    email: String,
    problems: Vec<Problem>,
}

impl SetPage {
    /// What is to be mended in a field.
    fn problem(&self, field: &str) -> Option<&str> {
        let of_field = self.problems.iter().find(|problem| problem.field == field);
        of_field.map(|problem| problem.message.as_str())
    }
}

/// The link does not work.
#[derive(Template)]
#[template(path = "account/ended.html")]
struct EndedPage;

/// The password was set.
#[derive(Template)]
#[template(path = "account/done.html")]
struct DonePage;

/// Shows whose password it is, and the form.
#[handler]
pub(crate) async fn show(
    request: &Request,
    door: Data<&Arc<dyn Door>>,
    Path(token): Path<String>,
) -> Response {
    let shown = async {
        let executor = door.enter(request).await?;
        form_of(&*executor, token, Vec::new()).await
    };
    shown.await.unwrap_or_else(|refusal| refused(&refusal))
}

/// Sets the password.
#[handler]
pub(crate) async fn act(
    request: &Request,
    body: Body,
    door: Data<&Arc<dyn Door>>,
    Path(token): Path<String>,
) -> Response {
    let acted = async {
        let executor = door.enter(request).await?;
        let mut fields = form::read(request, body).await?;
        let (password, again) = (fields.take("password"), fields.take("again"));
        if password == again {
            return set(&*executor, token, password).await;
        }
        let problem = Problem {
            field: "again",
            message: "The two passwords differ; write the same one twice.".to_owned(),
        };
        form_of(&*executor, token, vec![problem]).await
    };
    acted.await.unwrap_or_else(|refusal| refused(&refusal))
}

/// Says that the password was set.
#[handler]
pub(crate) fn done() -> Response {
    render(StatusCode::OK, &DonePage)
}

async fn set(executor: &dyn Executor, token: String, password: String) -> Result<Response, Refusal> {
    let input = set_password::PasswordSetInput {
        token: token.clone(),
        password,
    };
    let answer = ask::<SetPassword>(executor, set_password::Variables { input }).await?;
    let problems: Vec<Problem> = answer
        .password_set
        .user_errors
        .into_iter()
        .map(|error| Problem::of(&error.path, error.message, &["password"]))
        .collect();
    if problems.is_empty() {
        return Ok(secure::see_other("/account/done"));
    }
    form_of(executor, token, problems).await
}

/// The form of a link that works; of one that does not, a page that says so.
async fn form_of(
    executor: &dyn Executor,
    token: String,
    problems: Vec<Problem>,
) -> Result<Response, Refusal> {
    let variables = show_link::Variables { token: token.clone() };
    let Some(link) = ask::<ShowLink>(executor, variables).await?.password_link else {
        return Ok(render(StatusCode::GONE, &EndedPage));
    };
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = SetPage {
        token,
        is_invitation: matches!(link.purpose, show_link::PasswordLinkPurpose::INVITATION),
        name: link.name,
        email: link.email,
        problems,
    };
    Ok(render(status, &page))
}
