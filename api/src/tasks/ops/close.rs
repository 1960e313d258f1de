//! How a task ends, and how it is opened again.

use chrono::NaiveDate;
use entities::{
    ids::TaskId,
    task::{self, TaskState},
};
use sea_orm::ActiveValue::Set;

use super::{live, reads};
use crate::{
    app::Cx,
    checks::{Checks, MOST_TEXT},
    db,
    error::{Error, Result},
    policy::Action,
    record,
};

/// Says that a task is done: today, unless another day is given.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not open, or in the trash; `INVALID` for a day in the future.
pub async fn complete(
    cx: &Cx,
    id: TaskId,
    version: i32,
    on: Option<NaiveDate>,
    outcome: Option<String>,
) -> Result<task::Model> {
    let day = on.unwrap_or_else(|| cx.app.clock.today());
    if day > cx.app.clock.latest_day() {
        return Err(Error::invalid("on", "This day lies in the future."));
    }
    let mut row = task::ActiveModel {
        state: Set(TaskState::Done),
        closed_on: Set(Some(day)),
        outcome: Set(outcome),
        ..Default::default()
    };
    let mut checks = Checks::new();
    checks.optional("outcome", &mut row.outcome, MOST_TEXT);
    checks.done()?;
    settle(cx, id, version, row).await
}

/// Gives a task up, and says why.
///
/// # Errors
/// As [`complete`]; `REQUIRED` without a reason.
pub async fn drop(cx: &Cx, id: TaskId, version: i32, reason: String) -> Result<task::Model> {
    let mut reason = Set(reason);
    let mut checks = Checks::new();
    checks.required("reason", &mut reason, MOST_TEXT);
    checks.done()?;
    let row = task::ActiveModel {
        state: Set(TaskState::Dropped),
        closed_on: Set(Some(cx.app.clock.today())),
        outcome: Set(reason.take()),
        ..Default::default()
    };
    settle(cx, id, version, row).await
}

/// Opens a task again that was done or dropped.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is open, or in the trash.
pub async fn reopen(cx: &Cx, id: TaskId, version: i32) -> Result<task::Model> {
    let row = task::ActiveModel {
        state: Set(TaskState::Open),
        closed_on: Set(None),
        outcome: Set(None),
        ..Default::default()
    };
    settle(cx, id, version, row).await
}

/// Moves a task between open and closed.
async fn settle(cx: &Cx, id: TaskId, version: i32, row: task::ActiveModel) -> Result<task::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        may_settle(cx, &before)?;
        live(&before)?;
        let opens = matches!(row.state, Set(TaskState::Open));
        let is_open = before.state == TaskState::Open;
        if before.version == version && opens == is_open {
            let message = if is_open {
                "This task is open."
            } else {
                "This task is closed; open it again first."
            };
            return Err(Error::state("id", message));
        }
        let updated = record::update::<task::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// The agency that follows a task up settles it; so does its owner, of whichever agency.
fn may_settle(cx: &Cx, before: &task::Model) -> Result<()> {
    let is_owner = cx
        .actor
        .user()
        .is_some_and(|user| before.owner_user_id == Some(user.id));
    if is_owner && cx.actor.scope(Action::TaskManage).is_some() {
        return Ok(());
    }
    cx.may_for(Action::TaskManage, before.agency_id)
}
