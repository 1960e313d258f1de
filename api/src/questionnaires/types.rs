//! Questionnaires as GraphQL shows them.

mod payloads;
mod questionnaire;

use async_graphql::{Enum, ID, SimpleObject};
use entities::question;

pub use payloads::{
    QuestionnaireCreatePayload, QuestionnaireRetirePayload, QuestionnaireUnretirePayload,
    QuestionnaireUpdatePayload,
};
pub use questionnaire::Questionnaire;

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::question::QuestionKind")]
pub enum QuestionKind {
    /// From 1 (not at all) to 5 (fully).
    Score,
    /// Yes or no.
    YesNo,
    /// In words.
    Text,
}

/// A question of a questionnaire.
#[derive(Clone, Debug, SimpleObject)]
pub struct Question {
    /// The id.
    pub id: ID,
    /// Its number, from 1.
    pub position: i32,
    /// The question.
    pub text: String,
    /// How it is answered.
    pub kind: QuestionKind,
}

impl From<question::Model> for Question {
    fn from(row: question::Model) -> Self {
        Self {
            id: row.id.into(),
            position: row.position,
            text: row.text,
            kind: row.kind.into(),
        }
    }
}
