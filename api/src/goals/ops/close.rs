//! The end of a goal: completed with what was learned and what follows, or dropped with a reason; and back.

use chrono::NaiveDate;
use entities::{
    goal::{self, GoalState},
    ids::{GoalId, PartnershipId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

use super::{Draft, adopt_in, check_day, check_open, checked};
use crate::{
    app::Cx,
    checks::{Checks, MOST_TEXT},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    goals::reads,
    policy::Action,
    record, text,
};

/// The completion of a goal.
#[derive(Clone, Debug)]
pub struct Completion {
    /// The day; today when none.
    pub completed_on: Option<NaiveDate>,
    /// What was learned.
    pub learned: String,
    /// What follows.
    pub successor: Successor,
}

/// Which goal follows a completed one.
#[derive(Clone, Debug)]
pub enum Successor {
    /// One that is there.
    Goal(GoalId),
    /// A new one.
    New(Box<Draft>),
    /// None, and why.
    None(String),
}

/// The end of a goal that is given up.
#[derive(Clone, Debug)]
pub struct Dropping {
    /// The day; today when none.
    pub dropped_on: Option<NaiveDate>,
    /// Why.
    pub because: String,
}

/// Completes a goal.
///
/// # Errors
/// `NOT_FOUND` for the goal or the one that follows; `FORBIDDEN`, `CONFLICT`; `STATE` when it is closed or in the trash, or the
/// one that follows is; `REQUIRED`, `INVALID`, `TOO_LONG` for values.
pub async fn complete(cx: &Cx, id: GoalId, version: i32, completion: Completion) -> Result<goal::Model> {
    let completion = checked_completion(completion)?;
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        check_open(&before, "id")?;
        check_version(&before, version)?;
        let day = completion.completed_on.unwrap_or_else(|| cx.app.clock.today());
        check_day(cx, &before, day, "input.completedOn")?;
        let mut row = closed(GoalState::Completed, day);
        row.learned = Set(Some(completion.learned));
        match completion.successor {
            Successor::None(because) => row.no_successor_because = Set(Some(because)),
            Successor::Goal(next) => {
                check_successor(tx, cx, &before, next).await?;
                row.followed_by_id = Set(Some(next));
            }
            Successor::New(draft) => {
                let next = adopt_next(tx, cx, before.partnership_id, *draft, day).await?;
                row.followed_by_id = Set(Some(next));
            }
        }
        let updated = record::update::<goal::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Drops a goal.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is closed or in the trash; `REQUIRED`, `INVALID`, `TOO_LONG`.
pub async fn drop(cx: &Cx, id: GoalId, version: i32, dropping: Dropping) -> Result<goal::Model> {
    let because = text::required("input.because", &dropping.because, MOST_TEXT)?;
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        check_open(&before, "id")?;
        let day = dropping.dropped_on.unwrap_or_else(|| cx.app.clock.today());
        check_day(cx, &before, day, "input.droppedOn")?;
        let mut row = closed(GoalState::Dropped, day);
        row.dropped_because = Set(Some(because));
        let updated = record::update::<goal::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Takes back that a goal was completed or dropped, with what was said about it; a goal that followed stays.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is open or in the trash.
pub async fn reopen(cx: &Cx, id: GoalId, version: i32) -> Result<goal::Model> {
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        if before.trashed_at.is_some() {
            return Err(Error::state("id", "This goal is in the trash; restore it first."));
        }
        if before.state == GoalState::Open {
            return Err(Error::state("id", "This goal is open."));
        }
        let row = goal::ActiveModel {
            state: Set(GoalState::Open),
            closed_on: Set(None),
            learned: Set(None),
            dropped_because: Set(None),
            followed_by_id: Set(None),
            no_successor_because: Set(None),
            ..Default::default()
        };
        let updated = record::update::<goal::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

fn closed(state: GoalState, day: NaiveDate) -> goal::ActiveModel {
    goal::ActiveModel {
        state: Set(state),
        closed_on: Set(Some(day)),
        ..Default::default()
    }
}

fn checked_completion(completion: Completion) -> Result<Completion> {
    let mut checks = Checks::new();
    let learned = checks.note(text::required("input.learned", &completion.learned, MOST_TEXT));
    let successor = match completion.successor {
        Successor::Goal(id) => Some(Successor::Goal(id)),
        Successor::New(draft) => checks
            .note(checked(*draft, "input.successor.newGoal"))
            .map(|draft| Successor::New(Box::new(draft))),
        Successor::None(because) => checks
            .note(text::required("input.successor.noneBecause", &because, MOST_TEXT))
            .map(Successor::None),
    };
    checks.done()?;
    match (learned, successor) {
        (Some(learned), Some(successor)) => Ok(Completion {
            learned,
            successor,
            ..completion
        }),
        _ => Err(Error::internal("values without a problem are there")),
    }
}

/// Asked before a goal that follows is made.
fn check_version(before: &goal::Model, version: i32) -> Result<()> {
    if before.version == version {
        Ok(())
    } else {
        Err(record::conflict())
    }
}

/// The goal that follows is an open one of the same partnership: so no goal follows itself, however far around.
async fn check_successor(tx: &Tx, cx: &Cx, before: &goal::Model, next: GoalId) -> Result<()> {
    let path = "input.successor.goalId";
    let row = reads::live(cx)
        .filter(goal::Column::Id.eq(next))
        .filter(goal::Column::PartnershipId.eq(before.partnership_id))
        .one(tx)
        .await?;
    match row {
        None => {
            let message = "There is no such goal of this partnership.";
            Err(Error::user(UserErrorCode::NotFound, path, message))
        }
        Some(row) if row.id == before.id => Err(Error::invalid(path, "No goal follows itself.")),
        Some(row) if row.state != GoalState::Open => {
            Err(Error::state(path, "This goal is closed; name an open one."))
        }
        Some(_) => Ok(()),
    }
}

async fn adopt_next(
    tx: &Tx,
    cx: &Cx,
    partnership: PartnershipId,
    mut draft: Draft,
    day: NaiveDate,
) -> Result<GoalId> {
    if draft.row.adopted_on.is_not_set() {
        draft.row.adopted_on = Set(day);
    }
    let next = adopt_in(tx, cx, partnership, draft, "input.successor.newGoal").await?;
    Ok(next.id)
}
