//! Answering an invitation by the link of a letter: GET shows the meeting and the buttons, POST answers. Mail scanners open
//! links; opening one changes nothing.
//!
//! The signed token in the address is the form's token: nobody can send the form who does not hold the link.

use std::sync::Arc;

use askama::Template;
use graphql_client::GraphQLQuery;
use poem::{
    Body, Request, Response, handler,
    http::StatusCode,
    web::{Data, Path},
};

use super::error::{refused, render};
use crate::{
    door::{Door, Executor, Refusal, ask},
    form, secure,
};

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/rsvp/show.graphql",
    skip_serializing_none
)]
struct ShowInvitation;

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/rsvp/show.graphql",
    skip_serializing_none
)]
struct AnswerInvitation;

use answer_invitation::AttendeeResponse as Answer;
use show_invitation::{AttendeeResponse, MeetingStatus};

/// The meeting, the answer so far, and the buttons.
#[derive(Template)]
#[template(path = "rsvp/show.html")]
struct InvitationPage {
    token: String,
    problem: String,
    name: String,
    title: String,
    partnership: String,
    when: String,
    time_zone: String,
    place: Option<String>,
    link: Option<String>,
    agenda: Option<String>,
    is_cancelled: bool,
    cancelled_reason: Option<String>,
    answer: &'static str,
    can_respond: bool,
}

/// The link does not work.
#[derive(Template)]
#[template(path = "rsvp/ended.html")]
struct EndedPage;

/// Shows the meeting.
#[handler]
pub(crate) async fn show(
    request: &Request,
    door: Data<&Arc<dyn Door>>,
    Path(token): Path<String>,
) -> Response {
    let shown = async {
        let executor = door.enter(request).await?;
        page(&*executor, token, String::new()).await
    };
    shown.await.unwrap_or_else(|refusal| refused(&refusal))
}

/// Notes the answer, then shows it.
#[handler]
pub(crate) async fn act(
    request: &Request,
    body: Body,
    door: Data<&Arc<dyn Door>>,
    Path(token): Path<String>,
) -> Response {
    let acted = async {
        let executor = door.enter(request).await?;
        let response = form::read(request, body).await?.take("response");
        let Some(response) = answer(&response) else {
            return page(&*executor, token, "Say whether you will come.".to_owned()).await;
        };
        let variables = answer_invitation::Variables {
            token: token.clone(),
            response,
        };
        let answered = ask::<AnswerInvitation>(&*executor, variables).await?;
        match answered.attendee_respond_by_link.user_errors.into_iter().next() {
            None => Ok(secure::see_other(format!("/rsvp/{token}"))),
            Some(error) => page(&*executor, token, error.message).await,
        }
    };
    acted.await.unwrap_or_else(|refusal| refused(&refusal))
}

fn answer(word: &str) -> Option<Answer> {
    match word {
        "ACCEPTED" => Some(Answer::ACCEPTED),
        "TENTATIVE" => Some(Answer::TENTATIVE),
        "DECLINED" => Some(Answer::DECLINED),
        _ => None,
    }
}

/// The page of a link that works; of one that does not, a page that says so.
async fn page(executor: &dyn Executor, token: String, problem: String) -> Result<Response, Refusal> {
    let variables = show_invitation::Variables { token: token.clone() };
    let Some(shown) = ask::<ShowInvitation>(executor, variables).await?.invitation else {
        return Ok(render(StatusCode::GONE, &EndedPage));
    };
    let status = if problem.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = InvitationPage {
        token,
        problem,
        name: shown.name,
        title: shown.title,
        partnership: shown.partnership,
        when: shown.when,
        time_zone: shown.time_zone,
        place: shown.place,
        link: shown.link,
        agenda: shown.agenda,
        is_cancelled: matches!(shown.status, MeetingStatus::CANCELLED),
        cancelled_reason: shown.cancelled_reason,
        answer: match shown.response {
            AttendeeResponse::ACCEPTED => "You said that you will come.",
            AttendeeResponse::TENTATIVE => "You said that you will perhaps come.",
            AttendeeResponse::DECLINED => "You said that you cannot come.",
            _ => "",
        },
        can_respond: shown.can_respond,
    };
    Ok(render(status, &page))
}
