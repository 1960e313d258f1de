//! Relations of questionnaires, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{ids::QuestionnaireId, question};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter};

use super::{
    reads,
    types::{Question, Questionnaire},
};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The questionnaire with an id.
pub struct QuestionnaireOf;

impl Relation for QuestionnaireOf {
    type Key = QuestionnaireId;
    type Args = ();
    type Value = Questionnaire;

    async fn load(
        cx: &Cx,
        keys: &[QuestionnaireId],
        (): &(),
    ) -> Result<HashMap<QuestionnaireId, Questionnaire>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Questionnaire::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Questionnaire>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Questionnaire::fill(cx, values, selection)
    }
}

/// The questions of a questionnaire, in order.
pub struct QuestionsOf;

impl Relation for QuestionsOf {
    type Key = QuestionnaireId;
    type Args = ();
    type Value = Vec<Question>;

    async fn load(
        cx: &Cx,
        keys: &[QuestionnaireId],
        (): &(),
    ) -> Result<HashMap<QuestionnaireId, Vec<Question>>> {
        let rows = reads::visible_questions(cx)
            .filter(question::Column::QuestionnaireId.is_in(keys.iter().copied()))
            .all(cx.app.db.read())
            .await?;
        let mut questions: HashMap<QuestionnaireId, Vec<Question>> = HashMap::new();
        for row in rows {
            questions
                .entry(row.questionnaire_id)
                .or_default()
                .push(row.into());
        }
        Ok(questions)
    }

    fn missing(_: &Cx, _: QuestionnaireId, (): &()) -> Option<Vec<Question>> {
        Some(Vec::new())
    }
}
