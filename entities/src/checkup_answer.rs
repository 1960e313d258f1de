//! The answer to a question in a check-up.

use sea_orm::entity::prelude::*;

use crate::ids::{CheckupId, QuestionId};

/// A row of `checkup_answer`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "checkup_answer")]
pub struct Model {
    /// The check-up; deleted with it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub checkup_id: CheckupId,
    /// The question.
    #[sea_orm(primary_key, auto_increment = false)]
    pub question_id: QuestionId,
    /// The score 1 to 5, or 1 for yes and 0 for no; `None` for an answer in words.
    pub score: Option<i32>,
    /// The words: an answer, or a remark beside the score.
    pub text: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
