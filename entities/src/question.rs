//! A question of a questionnaire. Its words never change: answers belong to them.

use sea_orm::entity::prelude::*;

use crate::ids::{QuestionId, QuestionnaireId};

/// A row of `question`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub struct Model {
    /// Primary key; `question_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: QuestionId,
    /// The questionnaire; deleted with it.
    pub questionnaire_id: QuestionnaireId,
    /// Its number, from 1.
    pub position: i32,
    /// The question.
    pub text: String,
    /// How it is answered.
    pub kind: QuestionKind,
}

impl ActiveModelBehavior for ActiveModel {}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum QuestionKind {
    /// From 1 (not at all) to 5 (fully).
    #[sea_orm(string_value = "SCORE")]
    Score,
    /// Yes or no.
    #[sea_orm(string_value = "YES_NO")]
    YesNo,
    /// In words.
    #[sea_orm(string_value = "TEXT")]
    Text,
}
