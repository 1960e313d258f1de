//! Selects of questionnaires, always through the policy.

use std::collections::HashMap;

use entities::{
    ids::QuestionnaireId,
    question,
    questionnaire::{self, Column as C},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    policy::{self, Action},
};

/// The questionnaires the actor may see, those out of use too.
pub fn visible(cx: &Cx) -> Select<questionnaire::Entity> {
    questionnaire::Entity::find().filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
}

/// The questionnaires in use, or all, in their order.
///
/// # Errors
/// Database errors.
pub async fn list(cx: &Cx, retired: bool) -> Result<Vec<questionnaire::Model>> {
    let mut select = visible(cx);
    if !retired {
        select = select.filter(C::RetiredAt.is_null());
    }
    Ok(select
        .order_by_asc(C::Position)
        .order_by_asc(C::Key)
        .all(cx.app.db.read())
        .await?)
}

/// One questionnaire, in use or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(
    cx: &Cx,
    conn: &impl ConnectionTrait,
    id: QuestionnaireId,
) -> Result<questionnaire::Model> {
    db::found(visible(cx).filter(C::Id.eq(id)).one(conn).await?)
}

/// These questionnaires, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(
    cx: &Cx,
    ids: &[QuestionnaireId],
) -> Result<HashMap<QuestionnaireId, questionnaire::Model>> {
    let rows = visible(cx)
        .filter(C::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The questions the actor may see, in their order.
pub fn visible_questions(cx: &Cx) -> Select<question::Entity> {
    question::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
        .order_by_asc(question::Column::QuestionnaireId)
        .order_by_asc(question::Column::Position)
}
