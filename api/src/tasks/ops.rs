//! The rules of tasks.

mod close;
mod references;

use chrono::NaiveDate;
use entities::{
    ids::TaskId,
    task::{self, TaskKind, TaskState},
};
use sea_orm::ActiveValue::{NotSet, Set};

use super::reads;
use crate::{
    app::Cx,
    checks::{self, Checks, MOST_LINE, MOST_TEXT},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
    record::{self, Updated, record},
};

pub use close::{complete, drop, reopen};

record!(task, Task, TaskId, |row| row.employer_id);

/// The day that tasks without a last day are ordered by.
pub const SOMEDAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// What is set on a task: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. Derived columns (`title_search`, `sort_due_on`) and those of its state are set here, not by the caller.
    pub row: task::ActiveModel,
}

/// Adds a task. Without an agency the actor's follows it up.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG` for values; `REQUIRED` when it belongs nowhere; `NOT_FOUND` for a record it names that
/// is not there; `INVALID` for two owners, and for a partnership that is not the meeting's.
pub async fn create(cx: &Cx, draft: Draft) -> Result<task::Model> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, draft).await).await
}

/// [`create`] inside a transaction; the draft is checked.
///
/// # Errors
/// As [`create`].
pub async fn create_in(tx: &Tx, cx: &Cx, mut draft: Draft) -> Result<task::Model> {
    let row = &mut draft.row;
    if let (true, Some(user)) = (row.agency_id.is_not_set(), cx.actor.user()) {
        row.agency_id = Set(user.agency_id);
    }
    let Set(agency) = row.agency_id else {
        return Err(required("input.agencyId"));
    };
    cx.may_for(Action::TaskManage, agency)?;
    if row.title.is_not_set() {
        return Err(required("input.title"));
    }
    references::check(tx, cx, None, row).await?;
    if row.kind.is_not_set() {
        row.kind = Set(TaskKind::Action);
    }
    if row.sort_due_on.is_not_set() {
        row.sort_due_on = Set(SOMEDAY);
    }
    row.state = Set(TaskState::Open);
    record::insert::<task::Entity>(tx, cx, draft.row).await
}

/// Changes a task. Where it stands changes by [`complete`], [`drop`] and [`reopen`].
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN` (also for handing it to an agency that the actor may not act for), `CONFLICT`, `STATE` when it is
/// in the trash, and those of [`create`].
pub async fn update(cx: &Cx, id: TaskId, version: i32, draft: Draft) -> Result<Updated<task::Model>> {
    let mut draft = checked(draft)?;
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::TaskManage, before.agency_id)?;
        if let Set(agency) = draft.row.agency_id {
            cx.may_for(Action::TaskManage, agency)?;
        }
        live(&before)?;
        references::check(tx, cx, Some(&before), &mut draft.row).await?;
        record::update::<task::Entity>(tx, cx, &before, Some(version), draft.row).await
    })
    .await
}

/// Puts a task into the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: TaskId, version: i32) -> Result<task::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a task out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: TaskId, version: i32) -> Result<task::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(cx: &Cx, id: TaskId, version: i32, trashed: bool) -> Result<task::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::TaskManage, before.agency_id)?;
        if before.trashed_at.is_some() == trashed {
            let message = if trashed {
                "This task is in the trash already."
            } else {
                "This task is not in the trash."
            };
            return Err(Error::state("id", message));
        }
        let row = task::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<task::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Cleans the values and sets the derived columns.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.title", &mut row.title, MOST_LINE);
    checks.optional("input.description", &mut row.description, MOST_TEXT);
    checks.done()?;
    checks::fold_beside(&row.title, &mut row.title_search);
    row.sort_due_on = match row.due_on {
        Set(day) => Set(day.unwrap_or(SOMEDAY)),
        _ => NotSet,
    };
    Ok(draft)
}

fn live(row: &task::Model) -> Result<()> {
    if row.trashed_at.is_none() {
        return Ok(());
    }
    Err(Error::state("id", "This task is in the trash; restore it first."))
}

fn required(path: &str) -> Error {
    Error::user(UserErrorCode::Required, path, "This must not be empty.")
}
