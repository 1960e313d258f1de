//! Moving meetings in time or place.

use entities::{ids::MeetingId, meeting};
use sea_orm::ActiveValue::{self, Set};

use super::{Draft, checked, manageable, planned, when};
use crate::{
    app::Cx,
    attendees,
    db::{self, Tx},
    error::Result,
    record::{self, Updated},
    reminders,
};

/// Changes start, zone, length, place or link of a meeting that is still planned. What really changes raises its sequence,
/// and is told to those who were told of it.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not planned any more; `INVALID` for a start that the clocks of the
/// zone jump over; those of values.
pub async fn reschedule(
    cx: &Cx,
    id: MeetingId,
    version: i32,
    draft: Draft,
) -> Result<Updated<meeting::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| {
        reschedule_in(tx, cx, id, Some(version), draft).await
    })
    .await
}

/// [`reschedule`] inside a transaction; the draft is checked.
///
/// # Errors
/// As [`reschedule`].
pub async fn reschedule_in(
    tx: &Tx,
    cx: &Cx,
    id: MeetingId,
    version: Option<i32>,
    draft: Draft,
) -> Result<Updated<meeting::Model>> {
    let before = manageable(tx, cx, id).await?;
    planned(&before, "Only a planned meeting can be moved.")?;
    let mut row = draft.row;
    when::settle(Some(&before), &mut row)?;
    if moves(&before, &row) {
        row.sequence = Set(before.sequence + 1);
    }
    let updated = record::update::<meeting::Entity>(tx, cx, &before, version, row).await?;
    if updated.row.starts_at != before.starts_at {
        attendees::ops::follow(tx, &updated.row).await?;
    }
    if updated.row.sequence != before.sequence {
        reminders::ops::replan(tx, cx, id).await?;
        let list = attendees::reads::on_list(tx, id).await?;
        reminders::ops::tell_moved(tx, cx, &updated.row, &list).await?;
    }
    Ok(updated)
}

/// Whether a calendar has to show something else afterwards.
fn moves(before: &meeting::Model, row: &meeting::ActiveModel) -> bool {
    fn differs<T: PartialEq + Into<sea_orm::Value>>(set: &ActiveValue<T>, stored: &T) -> bool {
        matches!(set, Set(value) if value != stored)
    }
    differs(&row.starts_at, &before.starts_at)
        || differs(&row.ends_at, &before.ends_at)
        || differs(&row.time_zone, &before.time_zone)
        || differs(&row.place, &before.place)
        || differs(&row.link, &before.link)
}
