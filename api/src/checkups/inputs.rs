//! What callers send about check-ups.

use async_graphql::InputObject;
use entities::ids::{ContactId, QuestionId, QuestionnaireId};

use super::ops::{NewAnswer, NewCheckup};
use crate::scalars::{Date, IdOf};

/// The answer to a question, in its kind.
#[derive(Clone, Debug, InputObject)]
pub struct CheckupAnswerInput {
    /// The question.
    pub question_id: IdOf<QuestionId>,
    /// The score from 1 to 5, for a question of that kind.
    pub score: Option<i32>,
    /// Yes or no, for a question of that kind.
    pub is_yes: Option<bool>,
    /// The words: the answer to a question of that kind, or a remark beside another answer.
    pub text: Option<String>,
}

impl From<CheckupAnswerInput> for NewAnswer {
    fn from(input: CheckupAnswerInput) -> Self {
        Self {
            question_id: input.question_id.get(),
            score: input.score,
            is_yes: input.is_yes,
            text: input.text,
        }
    }
}

/// A questionnaire that somebody answered.
#[derive(Clone, Debug, InputObject)]
pub struct CheckupRecordInput {
    /// The questionnaire, in use.
    pub questionnaire_id: IdOf<QuestionnaireId>,
    /// The day it was answered; today (UTC) when absent.
    pub answered_on: Option<Date>,
    /// Who answered, when it was a contact.
    pub contact_id: Option<IdOf<ContactId>>,
    /// The answers; questions may stay open.
    pub answers: Vec<CheckupAnswerInput>,
}

impl From<CheckupRecordInput> for NewCheckup {
    fn from(input: CheckupRecordInput) -> Self {
        Self {
            questionnaire_id: input.questionnaire_id.get(),
            answered_on: input.answered_on.map(|day| day.0),
            contact_id: input.contact_id.map(IdOf::get),
            answers: input.answers.into_iter().map(Into::into).collect(),
        }
    }
}
