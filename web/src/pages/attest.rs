//! Attesting a milestone by the link of a letter: GET shows the question and the form, POST answers. Mail scanners open links;
//! opening one changes nothing.
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

use super::{
    account::Problem,
    error::{refused, render},
};
use crate::{
    door::{Door, Executor, Refusal, ask},
    form::{self, Fields},
    secure,
};

/// A day, `2026-11-24`.
type Date = String;

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/attest/show.graphql",
    skip_serializing_none
)]
struct ShowAttestation;

#[derive(GraphQLQuery)]
#[graphql(
    schema_path = "../schema.graphql",
    query_path = "src/pages/attest/show.graphql",
    skip_serializing_none
)]
struct AnswerAttestation;

use show_attestation::SkillGainAttestState as State;

/// The fields of the form that the API tells of.
const FIELDS: [&str; 3] = ["achievedOn", "name", "note"];

/// The question, the answer so far, and the form.
#[derive(Template)]
#[template(path = "attest/show.html")]
struct AttestPage {
    token: String,
    problems: Vec<Problem>,
    milestone: String,
    shown_as: String,
    program: String,
    agency: String,
    answer: &'static str,
    can_answer: bool,
    chosen: String,
    day: String,
    name: String,
    note: String,
}

impl AttestPage {
    /// What is to be mended in a field.
    fn problem(&self, field: &str) -> Option<&str> {
        let of_field = self.problems.iter().find(|problem| problem.field == field);
        of_field.map(|problem| problem.message.as_str())
    }
}

/// The link does not work.
#[derive(Template)]
#[template(path = "attest/ended.html")]
struct EndedPage;

/// What was sent, to be shown again.
#[derive(Clone, Debug, Default)]
struct Sent {
    chosen: String,
    day: String,
    name: String,
    note: String,
}

impl Sent {
    fn of(mut fields: Fields) -> Self {
        Self {
            chosen: fields.take("answer"),
            day: fields.take("achievedOn").trim().to_owned(),
            name: fields.take("name"),
            note: fields.take("note").replace("\r\n", "\n"),
        }
    }

    /// What is sent on; else what to mend.
    fn input(&self) -> Result<answer_attestation::SkillGainAttestInput, Problem> {
        let problem = |field, message: &str| Problem {
            field,
            message: message.to_owned(),
        };
        let is_reached = match self.chosen.as_str() {
            "REACHED" => true,
            "NOT_YET" => false,
            _ => return Err(problem("answer", "Say whether the milestone was reached.")),
        };
        if !self.day.is_empty() && !is_day(&self.day) {
            return Err(problem("achievedOn", "Write the day as 2026-11-24."));
        }
        let given = |text: &String| (!text.is_empty()).then(|| text.clone());
        Ok(answer_attestation::SkillGainAttestInput {
            is_reached,
            name: self.name.clone(),
            achieved_on: given(&self.day).filter(|_| is_reached),
            note: given(&self.note),
        })
    }
}

/// Whether a text has the form of a day that there is: what has not, the API refuses as a whole.
fn is_day(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |digits: usize, most: u32| {
        let is_number = |part: &&str| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        let part = parts.next().filter(is_number);
        let number: Option<u32> = part.and_then(|part| part.parse().ok());
        number.filter(|number| (1..=most).contains(number))
    };
    let (Some(year), Some(month), Some(day)) = (number(4, 9_999), number(2, 12), number(2, 31)) else {
        return false;
    };
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 31,
    };
    day <= days && parts.next().is_none()
}

/// Shows the question.
#[handler]
pub(crate) async fn show(
    request: &Request,
    door: Data<&Arc<dyn Door>>,
    Path(token): Path<String>,
) -> Response {
    let shown = async {
        let executor = door.enter(request).await?;
        page(&*executor, token, Sent::default(), Vec::new()).await
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
        let sent = Sent::of(form::read(request, body).await?);
        match sent.input() {
            Ok(input) => answer(&*executor, token, sent, input).await,
            Err(problem) => page(&*executor, token, sent, vec![problem]).await,
        }
    };
    acted.await.unwrap_or_else(|refusal| refused(&refusal))
}

async fn answer(
    executor: &dyn Executor,
    token: String,
    sent: Sent,
    input: answer_attestation::SkillGainAttestInput,
) -> Result<Response, Refusal> {
    let variables = answer_attestation::Variables {
        token: token.clone(),
        input,
    };
    let answered = ask::<AnswerAttestation>(executor, variables).await?;
    let errors = answered.skill_gain_attest_by_link.user_errors.into_iter();
    let problems: Vec<Problem> = errors
        .map(|error| Problem::of(&error.path, error.message, &FIELDS))
        .collect();
    if problems.is_empty() {
        return Ok(secure::see_other(format!("/attest/{token}")));
    }
    page(executor, token, sent, problems).await
}

/// The page of a link that works; of one that does not, a page that says so.
async fn page(
    executor: &dyn Executor,
    token: String,
    sent: Sent,
    problems: Vec<Problem>,
) -> Result<Response, Refusal> {
    let variables = show_attestation::Variables { token: token.clone() };
    let Some(shown) = ask::<ShowAttestation>(executor, variables)
        .await?
        .attestation_request
    else {
        return Ok(render(StatusCode::GONE, &EndedPage));
    };
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = AttestPage {
        token,
        problems,
        milestone: shown.milestone,
        shown_as: shown.shown_as,
        program: shown.program,
        agency: shown.agency,
        answer: match shown.state {
            State::ATTESTED => "You said that the milestone was reached. Thank you.",
            State::DECLINED => "You said that it is not reached yet. Thank you.",
            _ => "",
        },
        can_answer: shown.can_answer,
        chosen: sent.chosen,
        day: sent.day,
        name: sent.name,
        note: sent.note,
    };
    Ok(render(status, &page))
}

#[cfg(test)]
mod tests {
    use super::is_day;

    #[test]
    fn days_are_told_from_what_is_none() {
        for day in ["2026-11-24", "2024-02-29", "2000-02-29", "0001-01-01"] {
            assert!(is_day(day), "{day}");
        }
        for text in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "26-11-24",
            "2026-11-24-01",
            "24.11.2026",
            "2026-11",
            "x",
            "+202-11-24",
        ] {
            assert!(!is_day(text), "{text}");
        }
    }
}
