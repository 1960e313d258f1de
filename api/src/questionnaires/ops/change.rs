//! Adding and changing questionnaires.

use entities::{
    ids::{QuestionId, QuestionnaireId},
    question::{self, QuestionKind},
    questionnaire,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{
    app::Cx,
    checks::{Checks, MOST_LINE, MOST_NAME},
    db::{self, Tx},
    error::{OnUnique, Result, UserError, UserErrorCode},
    policy::Action,
    questionnaires::reads,
    record::{self, Updated},
    shared::lists,
    text,
};

const MOST_QUESTIONS: usize = 100;

/// What is set on a questionnaire: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns.
    pub row: questionnaire::ActiveModel,
}

/// A question of a new questionnaire.
#[derive(Clone, Debug)]
pub struct NewQuestion {
    /// The question.
    pub text: String,
    /// How it is answered.
    pub kind: QuestionKind,
}

/// Adds a questionnaire with its questions, at the end of the list.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID`, `LIMIT` for values; `DUPLICATE` for a key in use.
pub async fn create(cx: &Cx, draft: Draft, questions: Vec<NewQuestion>) -> Result<questionnaire::Model> {
    cx.may(Action::QuestionnaireManage)?;
    let mut checks = Checks::new();
    let draft = checks.note(checked(draft)).unwrap_or_default();
    let questions = checks.note(checked_questions(questions)).unwrap_or_default();
    checks.done()?;
    db::write(cx, async |tx| create_in(tx, cx, draft, questions).await).await
}

/// [`create`] inside a transaction; everything is checked.
pub(super) async fn create_in(
    tx: &Tx,
    cx: &Cx,
    mut draft: Draft,
    questions: Vec<NewQuestion>,
) -> Result<questionnaire::Model> {
    draft.row.position =
        Set(lists::next_position::<questionnaire::Entity>(tx, questionnaire::Column::Position).await?);
    let message = "A questionnaire has this key already.";
    let duplicate = UserError::new(UserErrorCode::Duplicate, "input.key", message);
    let row = record::insert::<questionnaire::Entity>(tx, cx, draft.row)
        .await
        .on_unique("uq_questionnaire_key", "questionnaire.key", duplicate)?;
    let rows = (1..).zip(questions).map(|(position, new)| question::ActiveModel {
        id: Set(cx.app.ids.next::<QuestionId>()),
        questionnaire_id: Set(row.id),
        position: Set(position),
        text: Set(new.text),
        kind: Set(new.kind),
    });
    question::Entity::insert_many(rows)
        .exec_without_returning(tx)
        .await?;
    Ok(row)
}

/// Changes a questionnaire's title or source. Its key and its questions stay.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `REQUIRED`, `TOO_LONG` for values.
pub async fn update(
    cx: &Cx,
    id: QuestionnaireId,
    version: i32,
    draft: Draft,
) -> Result<Updated<questionnaire::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::QuestionnaireManage)?;
        record::update::<questionnaire::Entity>(tx, cx, &before, Some(version), draft.row).await
    })
    .await
}

/// Takes a questionnaire out of use: it is not answered any more, what was answered stays.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is out of use already.
pub async fn retire(cx: &Cx, id: QuestionnaireId, version: i32) -> Result<questionnaire::Model> {
    set_retired(cx, id, version, true).await
}

/// Takes a questionnaire back into use.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in use.
pub async fn unretire(cx: &Cx, id: QuestionnaireId, version: i32) -> Result<questionnaire::Model> {
    set_retired(cx, id, version, false).await
}

async fn set_retired(
    cx: &Cx,
    id: QuestionnaireId,
    version: i32,
    retired: bool,
) -> Result<questionnaire::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::QuestionnaireManage)?;
        lists::set_retired::<questionnaire::Entity>(tx, cx, &before, version, retired, "questionnaire").await
    })
    .await
}

fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    lists::check_key(&mut checks, &mut row.key, "PARTNERSHIP_HEALTH");
    checks.required("input.title", &mut row.title, MOST_NAME);
    checks.required("input.source", &mut row.source, MOST_LINE);
    checks.done()?;
    Ok(draft)
}

fn checked_questions(mut questions: Vec<NewQuestion>) -> Result<Vec<NewQuestion>> {
    let mut checks = Checks::new();
    if questions.is_empty() {
        let message = "Ask at least one question.";
        checks.fail(UserErrorCode::Required, "input.questions", message);
    }
    if questions.len() > MOST_QUESTIONS {
        let message = format!("A questionnaire has {MOST_QUESTIONS} questions at most.");
        checks.fail(UserErrorCode::Limit, "input.questions", message);
    }
    for (place, question) in questions.iter_mut().enumerate() {
        let path = format!("input.questions.{place}.text");
        if let Some(text) = checks.note(text::required(&path, &question.text, MOST_LINE)) {
            question.text = text;
        }
    }
    checks.done()?;
    Ok(questions)
}
