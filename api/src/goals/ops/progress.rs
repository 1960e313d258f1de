//! Noting how far a goal has come.

use chrono::NaiveDate;
use entities::{goal_progress, ids::GoalId};
use sea_orm::ActiveValue::Set;

use super::check_day;
use crate::{
    app::Cx,
    checks::{Checks, MOST_TEXT},
    db,
    error::{Error, Result, UserErrorCode},
    goals::reads,
    policy::Action,
    record,
};

/// How far a goal has come.
#[derive(Clone, Debug)]
pub struct NewProgress {
    /// The day it stood so; today when none.
    pub noted_on: Option<NaiveDate>,
    /// How it stands.
    pub text: String,
    /// How much of it is reached.
    pub percent: Option<i32>,
}

/// Notes how far a goal has come; a closed one too, for what became known later.
///
/// # Errors
/// `NOT_FOUND` for the goal; `FORBIDDEN`; `STATE` when it is in the trash; `REQUIRED`, `INVALID`, `TOO_LONG` for values.
pub async fn record_progress(cx: &Cx, goal: GoalId, new: NewProgress) -> Result<goal_progress::Model> {
    cx.may(Action::CharterReport)?;
    let mut row = goal_progress::ActiveModel {
        goal_id: Set(goal),
        text: Set(new.text),
        percent: Set(new.percent),
        user_id: Set(cx.actor.user().map(|user| user.id)),
        ..Default::default()
    };
    let mut checks = Checks::new();
    checks.required("input.text", &mut row.text, MOST_TEXT);
    if new.percent.is_some_and(|percent| !(0..=100).contains(&percent)) {
        let message = "Write a share from 0 to 100.";
        checks.fail(UserErrorCode::Invalid, "input.percent", message);
    }
    checks.done()?;
    db::write(cx, async |tx| {
        let of = match reads::by_id(cx, tx, goal).await {
            Err(Error::NotFound) => {
                let message = "There is no such goal.";
                return Err(Error::user(UserErrorCode::NotFound, "goalId", message));
            }
            other => other?,
        };
        if of.trashed_at.is_some() {
            return Err(Error::state(
                "goalId",
                "This goal is in the trash; restore it first.",
            ));
        }
        let day = new.noted_on.unwrap_or_else(|| cx.app.clock.today());
        check_day(cx, &of, day, "input.notedOn")?;
        row.noted_on = Set(day);
        record::insert::<goal_progress::Entity>(tx, cx, row).await
    })
    .await
}
