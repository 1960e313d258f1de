//! What callers send about questionnaires.

use async_graphql::InputObject;
use entities::questionnaire;

use super::{
    ops::{Draft, NewQuestion},
    types::QuestionKind,
};
use crate::shared::inputs::replace;

/// A question of a new questionnaire.
#[derive(Clone, Debug, InputObject)]
pub struct QuestionInput {
    /// The question; 1 to 500 characters.
    pub text: String,
    /// How it is answered.
    pub kind: QuestionKind,
}

/// A new questionnaire.
#[derive(Clone, Debug, InputObject)]
pub struct QuestionnaireCreateInput {
    /// A name that never changes: capital letters, digits and underscores.
    pub key: String,
    /// What people call it; 1 to 200 characters.
    pub title: String,
    /// Where its questions come from; 1 to 500 characters.
    pub source: String,
    /// Its questions, in order; 1 to 100. They never change.
    pub questions: Vec<QuestionInput>,
}

impl QuestionnaireCreateInput {
    /// What is set, and the questions.
    pub fn parts(self) -> (Draft, Vec<NewQuestion>) {
        let row = questionnaire::ActiveModel {
            key: sea_orm::ActiveValue::Set(self.key),
            title: sea_orm::ActiveValue::Set(self.title),
            source: sea_orm::ActiveValue::Set(self.source),
            ..Default::default()
        };
        let questions = self.questions.into_iter().map(|question| NewQuestion {
            text: question.text,
            kind: question.kind.into(),
        });
        (Draft { row }, questions.collect())
    }
}

/// Changes of a questionnaire: what is absent stays. Its key and its questions stay.
#[derive(Clone, Debug, Default, InputObject)]
pub struct QuestionnaireUpdateInput {
    /// What people call it; 1 to 200 characters.
    pub title: Option<String>,
    /// Where its questions come from; 1 to 500 characters.
    pub source: Option<String>,
}

impl From<QuestionnaireUpdateInput> for Draft {
    fn from(input: QuestionnaireUpdateInput) -> Self {
        let row = questionnaire::ActiveModel {
            title: replace(input.title, |title| title),
            source: replace(input.source, |source| source),
            ..Default::default()
        };
        Self { row }
    }
}
