//! The end of a priority: done or dropped, with what became of it; and back.

use chrono::NaiveDate;
use entities::{
    ids::PriorityId,
    priority::{self, PriorityState},
};
use sea_orm::ActiveValue::Set;

use super::{check_live, check_open};
use crate::{
    app::Cx,
    checks::MOST_TEXT,
    db,
    error::{Error, Result},
    policy::Action,
    priorities::reads,
    record, text,
};

/// The end of a priority.
#[derive(Clone, Debug)]
pub struct Closing {
    /// Whether it is done; it was given up when not.
    pub is_done: bool,
    /// The day; today when none.
    pub closed_on: Option<NaiveDate>,
    /// What became of it, or why it was given up.
    pub outcome: String,
}

/// Closes a priority.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is closed or in the trash; `REQUIRED`, `INVALID`, `TOO_LONG`.
pub async fn close(cx: &Cx, id: PriorityId, version: i32, closing: Closing) -> Result<priority::Model> {
    let outcome = text::required("input.outcome", &closing.outcome, MOST_TEXT)?;
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        check_open(&before, "id")?;
        let today = cx.app.clock.today();
        let day = closing.closed_on.unwrap_or(today);
        if day < before.adopted_on {
            let message = "This is before the priority was adopted.";
            return Err(Error::invalid("input.closedOn", message));
        }
        if day > today {
            return Err(Error::invalid("input.closedOn", "This day has not come yet."));
        }
        let state = if closing.is_done {
            PriorityState::Done
        } else {
            PriorityState::Dropped
        };
        let row = priority::ActiveModel {
            state: Set(state),
            closed_on: Set(Some(day)),
            outcome: Set(Some(outcome)),
            ..Default::default()
        };
        let updated = record::update::<priority::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Takes back that a priority was closed, with what was said about it.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is open or in the trash.
pub async fn reopen(cx: &Cx, id: PriorityId, version: i32) -> Result<priority::Model> {
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        check_live(&before, "id")?;
        if before.state == PriorityState::Open {
            return Err(Error::state("id", "This priority is open."));
        }
        let row = priority::ActiveModel {
            state: Set(PriorityState::Open),
            closed_on: Set(None),
            outcome: Set(None),
            ..Default::default()
        };
        let updated = record::update::<priority::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}
