//! Recording a check-up.

use chrono::NaiveDate;
use entities::{
    checkup, contact,
    ids::{ContactId, PartnershipId, QuestionnaireId},
    question,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use super::answers::{self, NewAnswer};
use crate::{
    app::Cx,
    contacts,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    partnerships,
    policy::Action,
    questionnaires, record,
};

/// A questionnaire that somebody answered.
#[derive(Clone, Debug)]
pub struct NewCheckup {
    /// The questionnaire.
    pub questionnaire_id: QuestionnaireId,
    /// The day; today when none.
    pub answered_on: Option<NaiveDate>,
    /// Who answered, when it was a contact.
    pub contact_id: Option<ContactId>,
    /// The answers.
    pub answers: Vec<NewAnswer>,
}

/// Records a check-up of a partnership.
///
/// # Errors
/// `NOT_FOUND` for the partnership, the questionnaire, a question or the contact; `FORBIDDEN`; `REQUIRED`, `INVALID`,
/// `TOO_LONG` for values; `DUPLICATE` for a question answered twice; `STATE` when the partnership is in the trash or the
/// questionnaire is out of use.
pub async fn record(cx: &Cx, partnership: PartnershipId, new: NewCheckup) -> Result<checkup::Model> {
    cx.may(Action::CharterReport)?;
    db::write(cx, async |tx| {
        partnerships::ops::held(tx, cx, partnership, "partnershipId").await?;
        let questions = questions(tx, cx, new.questionnaire_id).await?;
        let today = cx.app.clock.today();
        let day = new.answered_on.unwrap_or(today);
        if day > today {
            return Err(Error::invalid("input.answeredOn", "This day has not come yet."));
        }
        if let Some(contact) = new.contact_id {
            check_contact(tx, cx, contact).await?;
        }
        let answers = answers::checked(new.answers, &questions)?;
        let row = checkup::ActiveModel {
            partnership_id: Set(partnership),
            questionnaire_id: Set(new.questionnaire_id),
            answered_on: Set(day),
            contact_id: Set(new.contact_id),
            user_id: Set(cx.actor.user().map(|user| user.id)),
            ..Default::default()
        };
        let row = record::insert::<checkup::Entity>(tx, cx, row).await?;
        answers::insert(tx, row.id, answers).await?;
        Ok(row)
    })
    .await
}

/// The questions of a questionnaire in use.
async fn questions(tx: &Tx, cx: &Cx, id: QuestionnaireId) -> Result<Vec<question::Model>> {
    let path = "input.questionnaireId";
    let of = match questionnaires::reads::by_id(cx, tx, id).await {
        Err(Error::NotFound) => {
            let message = "There is no such questionnaire.";
            return Err(Error::user(UserErrorCode::NotFound, path, message));
        }
        other => other?,
    };
    if of.retired_at.is_some() {
        return Err(Error::state(path, "This questionnaire is out of use."));
    }
    Ok(questionnaires::reads::visible_questions(cx)
        .filter(question::Column::QuestionnaireId.eq(id))
        .all(tx)
        .await?)
}

async fn check_contact(tx: &Tx, cx: &Cx, id: ContactId) -> Result<()> {
    let row = contacts::reads::live(cx)
        .filter(contact::Column::Id.eq(id))
        .one(tx)
        .await?;
    row.map(|_| ()).ok_or_else(|| {
        let message = "There is no such contact.";
        Error::user(UserErrorCode::NotFound, "input.contactId", message)
    })
}
