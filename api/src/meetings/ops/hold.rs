//! What becomes of a meeting that took place: held, minutes filed, closed.

use chrono::{Days, NaiveDate};
use entities::{
    attendee::Attendance,
    ids::MeetingId,
    meeting::{self, MeetingStatus},
};
use sea_orm::ActiveValue::{NotSet, Set};

use super::{Draft, checked, manageable, planned};
use crate::{
    app::Cx,
    attendees::ops::{Mark, record_attendance_in},
    db::{self, Tx},
    drafts,
    error::{Error, Result},
    meetings::reads,
    record::{self, Updated},
};

/// Says that a meeting took place and who came, in one step. Everybody on the list of whom nothing is said is marked as `others`,
/// when given.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when the meeting has not begun or is not planned any more; for the marks those of
/// recording attendance, at `input.attendance`.
pub async fn hold(
    cx: &Cx,
    id: MeetingId,
    version: i32,
    marks: Vec<Mark>,
    others: Option<Attendance>,
) -> Result<meeting::Model> {
    db::write(cx, async |tx| {
        hold_in(tx, cx, id, Some(version), &marks, others).await
    })
    .await
}

/// [`hold`] inside a transaction, for imports.
///
/// # Errors
/// As [`hold`].
pub async fn hold_in(
    tx: &Tx,
    cx: &Cx,
    id: MeetingId,
    version: Option<i32>,
    marks: &[Mark],
    others: Option<Attendance>,
) -> Result<meeting::Model> {
    let before = manageable(tx, cx, id).await?;
    planned(&before, "Only a planned meeting can be held.")?;
    let row = meeting::ActiveModel {
        status: Set(MeetingStatus::Held),
        ..Default::default()
    };
    let held = record::update::<meeting::Entity>(tx, cx, &before, version, row)
        .await?
        .row;
    record_attendance_in(tx, cx, &held, marks, others, "input.attendance").await?;
    Ok(held)
}

/// Keeps the minutes of a meeting that was held: as a draft, or filed on a day.
///
/// `filed_on` that is none leaves the day; some of none takes it back.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when the meeting was not held; `INVALID` for a day before the meeting or in the
/// future; those of values.
pub async fn file_minutes(
    cx: &Cx,
    id: MeetingId,
    version: i32,
    minutes: String,
    filed_on: Option<Option<NaiveDate>>,
) -> Result<Updated<meeting::Model>> {
    let row = meeting::ActiveModel {
        minutes: Set(Some(minutes)),
        minutes_filed_on: filed_on.map_or(NotSet, Set),
        ..Default::default()
    };
    let draft = checked(Draft { row })?;
    db::write(cx, async |tx| {
        let before = manageable(tx, cx, id).await?;
        if !matches!(before.status, MeetingStatus::Held | MeetingStatus::Closed) {
            return Err(Error::state("id", "Only a meeting that was held has minutes."));
        }
        check_filed(cx, &before, filed_on.flatten())?;
        record::update::<meeting::Entity>(tx, cx, &before, Some(version), draft.row).await
    })
    .await
}

fn check_filed(cx: &Cx, before: &meeting::Model, filed_on: Option<NaiveDate>) -> Result<()> {
    let Some(day) = filed_on else { return Ok(()) };
    let path = "input.filedOn";
    if day < reads::day(before) {
        return Err(Error::invalid(path, "This is before the meeting."));
    }
    // West of here it is still today, east of here it is tomorrow already.
    if day > cx.app.clock.today() + Days::new(1) {
        return Err(Error::invalid(path, "This lies in the future."));
    }
    Ok(())
}

/// Closes a meeting that was held: nothing is left to do about it, and its list does not change any more. The letters to those
/// who were present are drafted.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it was not held.
pub async fn close(cx: &Cx, id: MeetingId, version: i32) -> Result<meeting::Model> {
    let held = MeetingStatus::Held;
    turn(
        cx,
        id,
        version,
        held,
        MeetingStatus::Closed,
        "Only a meeting that was held can be closed.",
    )
    .await
}

/// Opens a closed meeting again, to correct it. Its letters that were not sent are discarded.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not closed.
pub async fn reopen(cx: &Cx, id: MeetingId, version: i32) -> Result<meeting::Model> {
    let closed = MeetingStatus::Closed;
    turn(
        cx,
        id,
        version,
        closed,
        MeetingStatus::Held,
        "Only a closed meeting can be opened again.",
    )
    .await
}

async fn turn(
    cx: &Cx,
    id: MeetingId,
    version: i32,
    from: MeetingStatus,
    to: MeetingStatus,
    message: &str,
) -> Result<meeting::Model> {
    db::write(cx, async |tx| {
        let before = manageable(tx, cx, id).await?;
        if before.status != from {
            return Err(Error::state("id", message));
        }
        let row = meeting::ActiveModel {
            status: Set(to),
            ..Default::default()
        };
        let turned = record::update::<meeting::Entity>(tx, cx, &before, Some(version), row)
            .await?
            .row;
        if turned.status == MeetingStatus::Closed {
            drafts::ops::draft_for_in(tx, cx, &turned).await?;
        } else {
            drafts::ops::discard_of_in(tx, cx, turned.id).await?;
        }
        Ok(turned)
    })
    .await
}
