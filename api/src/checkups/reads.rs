//! Selects of check-ups, always through the policy.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    checkup::{self, Column as C},
    checkup_answer,
    ids::{CheckupId, PartnershipId, QuestionId, QuestionnaireId},
    question,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef,
    Select,
};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{Keys, Sort},
    policy::{self, Action},
};

/// The check-ups the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<checkup::Entity> {
    checkup::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The live check-ups the actor may see.
pub fn live(cx: &Cx) -> Select<checkup::Entity> {
    visible(cx).filter(C::TrashedAt.is_null())
}

/// One check-up, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: CheckupId) -> Result<checkup::Model> {
    db::found(visible(cx).filter(C::Id.eq(id)).one(conn).await?)
}

/// These check-ups, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[CheckupId]) -> Result<HashMap<CheckupId, checkup::Model>> {
    let rows = visible(cx)
        .filter(C::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The latest first.
pub fn latest_first() -> Keys<checkup::Entity> {
    Keys::new(vec![Sort::descending(C::AnsweredOn)], C::Id)
}

/// The answers of these check-ups, each with its question, in the order of the questions.
///
/// # Errors
/// Database errors.
pub async fn answers(
    cx: &Cx,
    ids: &[CheckupId],
) -> Result<Vec<(checkup_answer::Model, Option<question::Model>)>> {
    Ok(checkup_answer::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
        .filter(checkup_answer::Column::CheckupId.is_in(ids.iter().copied()))
        .join(JoinType::InnerJoin, to_question())
        .select_also(question::Entity)
        .order_by_asc(question::Column::Position)
        .all(cx.app.db.read())
        .await?)
}

/// An answer that counts in a trend.
pub struct Scored {
    /// The partnership.
    pub partnership_id: PartnershipId,
    /// The day.
    pub answered_on: NaiveDate,
    /// The check-up.
    pub checkup_id: CheckupId,
    /// The question.
    pub question_id: QuestionId,
    /// The score, or 1 for yes and 0 for no.
    pub score: i32,
}

/// The scores that live check-ups of these partnerships gave to a questionnaire: one statement.
///
/// # Errors
/// Database errors.
pub async fn scores(cx: &Cx, of: &[PartnershipId], questionnaire: QuestionnaireId) -> Result<Vec<Scored>> {
    use checkup_answer::Column as A;
    let rows: Vec<(PartnershipId, NaiveDate, CheckupId, QuestionId, i32)> = live(cx)
        .join(JoinType::InnerJoin, to_answers())
        .filter(C::PartnershipId.is_in(of.iter().copied()))
        .filter(C::QuestionnaireId.eq(questionnaire))
        .filter(A::Score.is_not_null())
        .select_only()
        .columns([C::PartnershipId, C::AnsweredOn, C::Id])
        .columns([A::QuestionId, A::Score])
        .order_by_asc(C::AnsweredOn)
        .into_tuple()
        .all(cx.app.db.read())
        .await?;
    let scored = |(partnership_id, answered_on, checkup_id, question_id, score)| Scored {
        partnership_id,
        answered_on,
        checkup_id,
        question_id,
        score,
    };
    Ok(rows.into_iter().map(scored).collect())
}

fn to_question() -> RelationDef {
    checkup_answer::Entity::belongs_to(question::Entity)
        .from(checkup_answer::Column::QuestionId)
        .to(question::Column::Id)
        .into()
}

fn to_answers() -> RelationDef {
    let to_checkup: RelationDef = checkup_answer::Entity::belongs_to(checkup::Entity)
        .from(checkup_answer::Column::CheckupId)
        .to(C::Id)
        .into();
    to_checkup.rev()
}
