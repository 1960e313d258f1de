//! The seven parts of the law's definition of a career pathway, and what a program says to each.

use chrono::NaiveDate;
use entities::{
    ids::ProgramId,
    program,
    program_checklist::{self, ActiveModel, ChecklistAnswer, ChecklistPart, Column as C, Entity},
};
use sea_orm::{ActiveEnum as _, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::{
    app::Cx,
    audit::FieldChange,
    checks::MOST_TEXT,
    db::{self, Tx},
    error::{Error, Result},
    policy::Action,
    programs::reads,
    record::{self, Updated},
    text,
};

/// What is said to a part.
#[derive(Clone, Debug)]
pub struct NewAnswer {
    /// The part.
    pub part: ChecklistPart,
    /// Whether the program does it; none takes the answer back.
    pub answer: Option<ChecklistAnswer>,
    /// What shows it.
    pub evidence: Option<String>,
    /// The day it was looked at; today when none.
    pub checked_on: Option<NaiveDate>,
}

/// Says whether a program does what a part of the definition asks.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash; `TOO_LONG`, and `INVALID` for a day to come.
pub async fn answer(
    cx: &Cx,
    id: ProgramId,
    version: i32,
    mut new: NewAnswer,
) -> Result<Updated<program::Model>> {
    new.evidence = text::optional("input.evidence", new.evidence.as_deref(), MOST_TEXT)?;
    let today = cx.app.clock.today();
    if new.checked_on.is_some_and(|day| day > cx.app.clock.latest_day()) {
        return Err(Error::invalid("input.checkedOn", "This day has not come yet."));
    }
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::ProgramUpdate, before.agency_id)?;
        if before.trashed_at.is_some() {
            let message = "This program is in the trash; restore it first.";
            return Err(Error::state("id", message));
        }
        if before.version != version {
            return Err(record::conflict());
        }
        let changes = set(tx, id, &new, today).await?;
        if changes.is_empty() {
            return Ok(Updated { row: before, changes });
        }
        let row = record::touch::<program::Entity>(tx, cx, &before, changes.clone()).await?;
        Ok(Updated { row, changes })
    })
    .await
}

/// Writes the answer; what changed, if anything did.
async fn set(tx: &Tx, id: ProgramId, new: &NewAnswer, today: NaiveDate) -> Result<Vec<FieldChange>> {
    let stored = Entity::find_by_id((id, new.part)).one(tx).await?;
    let wanted = new.answer.map(|answer| program_checklist::Model {
        program_id: id,
        part: new.part,
        answer,
        evidence: new.evidence.clone(),
        checked_on: new.checked_on.unwrap_or(today),
    });
    if stored == wanted {
        return Ok(Vec::new());
    }
    Entity::delete_many()
        .filter(C::ProgramId.eq(id))
        .filter(C::Part.eq(new.part))
        .exec(tx)
        .await?;
    if let Some(wanted) = &wanted {
        let row = ActiveModel {
            program_id: Set(wanted.program_id),
            part: Set(wanted.part),
            answer: Set(wanted.answer),
            evidence: Set(wanted.evidence.clone()),
            checked_on: Set(wanted.checked_on),
        };
        Entity::insert(row).exec_without_returning(tx).await?;
    }
    Ok(vec![FieldChange {
        field: format!("careerPathwayChecklist.{}", new.part.to_value()),
        before: stored.as_ref().map(shown),
        after: wanted.as_ref().map(shown),
        is_restricted: false,
    }])
}

/// An answer as the audit keeps it.
fn shown(row: &program_checklist::Model) -> String {
    let (answer, day) = (row.answer.to_value(), row.checked_on);
    match &row.evidence {
        Some(evidence) => format!("{answer} on {day}: {evidence}"),
        None => format!("{answer} on {day}"),
    }
}
