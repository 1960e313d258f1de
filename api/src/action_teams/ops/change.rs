//! Forming and changing action teams.

use entities::{
    action_team,
    ids::{ActionTeamId, PriorityId},
};
use sea_orm::ActiveValue::Set;

use super::{Draft, checked, in_trash, people};
use crate::{
    action_teams::reads,
    app::Cx,
    db,
    error::{Error, Result, UserErrorCode},
    policy::Action,
    priorities,
    record::{self, Updated},
};

/// Forms a team.
///
/// # Errors
/// `NOT_FOUND` for the priority or a person; `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID`, `LIMIT` for values; `DUPLICATE`
/// for a person named twice; `STATE` when the priority is in the trash.
pub async fn create(cx: &Cx, priority: PriorityId, draft: Draft) -> Result<action_team::Model> {
    cx.may(Action::CharterUpdate)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| {
        priorities::ops::held(tx, cx, priority, "priorityId").await?;
        let mut row = draft.row;
        if row.name.is_not_set() {
            let message = "This must not be empty.";
            return Err(Error::user(UserErrorCode::Required, "input.name", message));
        }
        let wanted = draft.people.unwrap_or_default();
        people::check_all(tx, cx, &wanted).await?;
        row.priority_id = Set(priority);
        let row = record::insert::<action_team::Entity>(tx, cx, row).await?;
        people::insert(tx, cx, row.id, &wanted).await?;
        Ok(row)
    })
    .await
}

/// Changes a team; people that are given replace the ones it has.
///
/// # Errors
/// `NOT_FOUND` for the team or a person; `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash; `REQUIRED`, `TOO_LONG`,
/// `INVALID`, `LIMIT` for values; `DUPLICATE` for a person named twice.
pub async fn update(
    cx: &Cx,
    id: ActionTeamId,
    version: i32,
    draft: Draft,
) -> Result<Updated<action_team::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        if before.trashed_at.is_some() {
            return Err(in_trash());
        }
        let mut changes = Vec::new();
        if let Some(wanted) = draft.people {
            people::check_all(tx, cx, &wanted).await?;
            changes.extend(people::replace(tx, cx, id, &wanted).await?);
        }
        let updated =
            record::update::<action_team::Entity>(tx, cx, &before, Some(version), draft.row).await?;
        record::beside::<action_team::Entity>(tx, cx, &before, updated, changes).await
    })
    .await
}
