//! Changing a goal.

use entities::{goal, ids::GoalId};

use super::{Draft, check_open, check_references, checked, differs, keep_wording};
use crate::{
    app::Cx,
    db,
    error::Result,
    goals::reads,
    policy::Action,
    record::{self, Updated},
};

/// Changes an open goal; a former wording is kept.
///
/// # Errors
/// `NOT_FOUND` for the goal or a member; `FORBIDDEN`, `CONFLICT`; `STATE` when it is closed or in the trash; `REQUIRED`,
/// `INVALID`, `TOO_LONG` for values.
pub async fn update(cx: &Cx, id: GoalId, version: i32, draft: Draft) -> Result<Updated<goal::Model>> {
    let draft = checked(draft, "input")?;
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        check_open(&before, "id")?;
        let row = draft.row;
        check_references(tx, cx, before.partnership_id, Some(&before), &row, "input").await?;
        let is_reworded = differs(&row.title, &before.title)
            || differs(&row.target, &before.target)
            || differs(&row.due_on, &before.due_on);
        let updated = record::update::<goal::Entity>(tx, cx, &before, Some(version), row).await?;
        if is_reworded {
            keep_wording(tx, &updated.row, cx.app.clock.today()).await?;
        }
        Ok(updated)
    })
    .await
}
