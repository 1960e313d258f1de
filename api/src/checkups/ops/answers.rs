//! The answers of a check-up, each in the kind of its question.

use std::collections::{HashMap, HashSet};

use entities::{
    checkup_answer,
    ids::{CheckupId, QuestionId},
    question::{self, QuestionKind},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{
    checks::{Checks, MOST_TEXT},
    db::Tx,
    error::{Result, UserErrorCode},
    text,
};

/// The answer to a question.
#[derive(Clone, Debug)]
pub struct NewAnswer {
    /// The question.
    pub question_id: QuestionId,
    /// The score.
    pub score: Option<i32>,
    /// Yes or no.
    pub is_yes: Option<bool>,
    /// The words.
    pub text: Option<String>,
}

/// Answers with their values cleaned, each to a question of the questionnaire, in its kind.
pub(super) fn checked(answers: Vec<NewAnswer>, questions: &[question::Model]) -> Result<Vec<NewAnswer>> {
    let questions: HashMap<QuestionId, QuestionKind> =
        questions.iter().map(|row| (row.id, row.kind)).collect();
    let mut checks = Checks::new();
    if answers.is_empty() {
        let message = "Answer at least one question.";
        checks.fail(UserErrorCode::Required, "input.answers", message);
    }
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    for (place, mut answer) in answers.into_iter().enumerate() {
        let path = |name: &str| format!("input.answers.{place}.{name}");
        let words = text::optional(&path("text"), answer.text.as_deref(), MOST_TEXT);
        answer.text = checks.note(words).flatten();
        match questions.get(&answer.question_id) {
            None => {
                let message = "There is no such question in this questionnaire.";
                checks.fail(UserErrorCode::NotFound, &path("questionId"), message);
            }
            Some(_) if !seen.insert(answer.question_id) => {
                let message = "This question is answered twice.";
                checks.fail(UserErrorCode::Duplicate, &path("questionId"), message);
            }
            Some(kind) => {
                if let Some((name, message)) = misfit(*kind, &answer) {
                    checks.fail(UserErrorCode::Invalid, &path(name), message);
                }
            }
        }
        kept.push(answer);
    }
    checks.done()?;
    Ok(kept)
}

/// What is wrong with an answer of that kind, and where.
fn misfit(kind: QuestionKind, answer: &NewAnswer) -> Option<(&'static str, &'static str)> {
    let is_score = answer.score.is_some_and(|score| (1..=5).contains(&score));
    match kind {
        QuestionKind::Score if answer.is_yes.is_some() => Some(("isYes", "Answer with a score.")),
        QuestionKind::Score if !is_score => Some(("score", "Write a score from 1 to 5.")),
        QuestionKind::YesNo if answer.score.is_some() => Some(("score", "Answer yes or no.")),
        QuestionKind::YesNo if answer.is_yes.is_none() => Some(("isYes", "Answer yes or no.")),
        QuestionKind::Text if answer.score.is_some() => Some(("score", "Answer in words.")),
        QuestionKind::Text if answer.is_yes.is_some() => Some(("isYes", "Answer in words.")),
        QuestionKind::Text if answer.text.is_none() => Some(("text", "Answer in words.")),
        _ => None,
    }
}

pub(super) async fn insert(tx: &Tx, id: CheckupId, answers: Vec<NewAnswer>) -> Result<()> {
    let rows = answers.into_iter().map(|answer| checkup_answer::ActiveModel {
        checkup_id: Set(id),
        question_id: Set(answer.question_id),
        score: Set(answer.score.or(answer.is_yes.map(i32::from))),
        text: Set(answer.text),
    });
    checkup_answer::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}
