//! Check-ups as GraphQL shows them.

mod checkup;
mod payloads;
mod trend;

use async_graphql::SimpleObject;
use entities::{checkup_answer, question};

pub use checkup::Checkup;
pub use payloads::{CheckupRecordPayload, CheckupRestorePayload, CheckupTrashPayload};
pub use trend::{CheckupTrendPoint, CheckupTrendQuestion, trend};

use crate::questionnaires::types::Question;

/// The answer to a question in a check-up.
#[derive(Clone, Debug, SimpleObject)]
pub struct CheckupAnswer {
    /// The question.
    pub question: Question,
    /// The score from 1 to 5; null for questions of another kind.
    pub score: Option<i32>,
    /// Whether the answer is yes; null for questions of another kind.
    pub is_yes: Option<bool>,
    /// The words: an answer, or a remark beside it.
    pub text: Option<String>,
}

impl CheckupAnswer {
    /// The answer of a row to a question.
    pub fn new(row: checkup_answer::Model, question: question::Model) -> Self {
        let is_yes_no = question.kind == question::QuestionKind::YesNo;
        Self {
            question: question.into(),
            score: row.score.filter(|_| !is_yes_no),
            is_yes: row.score.filter(|_| is_yes_no).map(|score| score == 1),
            text: row.text,
        }
    }
}
