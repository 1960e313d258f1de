//! Saying who came.

use std::collections::HashMap;

use entities::{
    attendee::{self, Attendance},
    ids::{AttendeeId, MeetingId},
    meeting,
};
use sea_orm::ActiveValue::{NotSet, Set};

use super::{begun, check_people, open_meeting};
use crate::{
    app::Cx,
    attendees::reads,
    checks::Checks,
    db::{self, Tx},
    error::{Result, UserErrorCode},
    record,
};

/// Whether an attendee came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The attendee.
    pub attendee: AttendeeId,
    /// Whether the attendee came.
    pub attendance: Attendance,
    /// How many came, where nobody is named; none leaves the number.
    pub people: Option<i32>,
}

/// Says who came to a meeting, or corrects it. Who came without being on the list is put on it first.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`; `STATE` when the meeting has not begun, was cancelled or is closed; with the place in the list
/// `NOT_FOUND` for somebody who is not on the list of the meeting, `INVALID` for a number of people that cannot be.
pub async fn record(cx: &Cx, id: MeetingId, marks: Vec<Mark>) -> Result<Vec<attendee::Model>> {
    db::write(cx, async |tx| {
        let meeting = open_meeting(tx, cx, id).await?;
        record_in(tx, cx, &meeting, &marks, None, "input").await
    })
    .await
}

/// [`record()`] inside a transaction, for a meeting that the actor may change. Everybody on the list of whom nothing is known yet
/// is marked as `others`, when said. `path` is where the marks are in the input.
///
/// # Errors
/// As [`record()`].
pub async fn record_in(
    tx: &Tx,
    cx: &Cx,
    meeting: &meeting::Model,
    marks: &[Mark],
    others: Option<Attendance>,
    path: &str,
) -> Result<Vec<attendee::Model>> {
    begun(cx, meeting, "id")?;
    let list = reads::on_list(tx, meeting.id).await?;
    check(marks, &list, path)?;
    let marks: HashMap<AttendeeId, &Mark> = marks.iter().map(|mark| (mark.attendee, mark)).collect();
    let mut marked = Vec::new();
    for before in list {
        let mark = marks.get(&before.id);
        let rest = others.filter(|_| before.attendance == Attendance::Unknown);
        if let Some(attendance) = mark.map(|mark| mark.attendance).or(rest) {
            let row = attendee::ActiveModel {
                attendance: Set(attendance),
                people: mark.and_then(|mark| mark.people).map_or(NotSet, Set),
                ..Default::default()
            };
            marked.push(
                record::update::<attendee::Entity>(tx, cx, &before, None, row)
                    .await?
                    .row,
            );
        }
    }
    Ok(marked)
}

fn check(marks: &[Mark], list: &[attendee::Model], path: &str) -> Result<()> {
    let mut checks = Checks::new();
    for (place, mark) in marks.iter().enumerate() {
        let path = |name: &str| format!("{path}.{place}.{name}");
        match list.iter().find(|one| one.id == mark.attendee) {
            None => {
                let message = "There is no such attendee on the list of this meeting.";
                checks.fail(UserErrorCode::NotFound, &path("attendeeId"), message);
            }
            Some(one) => {
                let is_person = one.contact_id.is_some() || one.user_id.is_some();
                if let Some(people) = mark.people {
                    check_people(people, is_person, &path("people"), &mut checks);
                }
            }
        }
    }
    checks.done()
}
