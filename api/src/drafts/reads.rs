//! Selects of drafted letters, always through the policy of meetings.

use std::collections::HashMap;

use entities::{
    attendee::{self, Attendance},
    ids::{LetterDraftId, MeetingId},
    letter_draft::{self, Column},
    meeting::{self, MeetingStatus},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use super::ops::{Desk, Reason};
use crate::{
    app::Cx,
    attendees,
    db::{self, Tx},
    error::Result,
    meetings,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The letters the actor may see, drafted, sent and discarded.
pub fn visible(cx: &Cx) -> Select<letter_draft::Entity> {
    letter_draft::Entity::find().filter(policy::visible_shared(&cx.actor, Action::MeetingRead))
}

/// One letter.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: LetterDraftId) -> Result<letter_draft::Model> {
    db::found(visible(cx).filter(Column::Id.eq(id)).one(conn).await?)
}

/// One letter, which nobody else changes until the transaction ends.
///
/// # Errors
/// As [`by_id`].
pub async fn locked(cx: &Cx, tx: &Tx, id: LetterDraftId) -> Result<letter_draft::Model> {
    let select = visible(cx).filter(Column::Id.eq(id));
    db::found(select.lock_exclusive().one(tx).await?)
}

/// These letters, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[LetterDraftId]) -> Result<HashMap<LetterDraftId, letter_draft::Model>> {
    let select = visible(cx).filter(Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// These letters, which nobody else changes until the transaction ends.
///
/// # Errors
/// Database errors.
pub async fn locked_by_ids(
    cx: &Cx,
    tx: &Tx,
    ids: &[LetterDraftId],
) -> Result<HashMap<LetterDraftId, letter_draft::Model>> {
    let rows = visible(cx)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The meetings of these letters, which nobody opens again until the transaction ends. For the rules, not for people.
///
/// # Errors
/// Database errors.
pub async fn locked_meetings(tx: &Tx, ids: &[LetterDraftId]) -> Result<HashMap<MeetingId, meeting::Model>> {
    let of = letter_draft::Entity::find()
        .select_only()
        .column(Column::MeetingId)
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::MeetingId.is_not_null())
        .into_query();
    let rows = meeting::Entity::find()
        .filter(meeting::Column::Id.in_subquery(of))
        .order_by_asc(meeting::Column::Id)
        .lock_exclusive()
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// An order of letters, the newest first unless another is given; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<Column>>) -> Keys<letter_draft::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::descending(Column::CreatedAt));
    }
    Keys::new(sorts, Column::Id)
}

/// A page of letters that a filter finds, and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    filter: Condition,
    sorts: Vec<Sort<Column>>,
    args: &PageArgs,
) -> Result<(Slice<letter_draft::Model>, Counter)> {
    let select = visible(cx).filter(filter);
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}

/// Those who were present at these meetings, if closed, and of whom there is no letter, with the reason; in the order they
/// were added. Six statements at most.
///
/// # Errors
/// Database errors.
pub async fn left_out(cx: &Cx, ids: &[MeetingId]) -> Result<Vec<(attendee::Model, Reason)>> {
    let conn = cx.app.db.read();
    let closed = meetings::reads::visible(cx)
        .select_only()
        .column(meeting::Column::Id)
        .filter(meeting::Column::Status.eq(MeetingStatus::Closed))
        .into_query();
    let drafted = letter_draft::Entity::find()
        .select_only()
        .column(Column::AttendeeId)
        .filter(Column::MeetingId.is_in(ids.iter().copied()))
        .filter(Column::AttendeeId.is_not_null())
        .into_query();
    let rows = attendees::reads::live(cx)
        .filter(attendee::Column::MeetingId.is_in(ids.iter().copied()))
        .filter(attendee::Column::MeetingId.in_subquery(closed))
        .filter(attendee::Column::Attendance.eq(Attendance::Present))
        .filter(attendee::Column::Id.not_in_subquery(drafted))
        .order_by_asc(attendee::Column::Id)
        .all(conn)
        .await?;
    let desk = Desk::of_list(conn, &rows, &[]).await?;
    let reason = |one: &attendee::Model| desk.attendee(one).err().unwrap_or(Reason::Reachable);
    let with_reason = |one: attendee::Model| {
        let reason = reason(&one);
        (one, reason)
    };
    Ok(rows.into_iter().map(with_reason).collect())
}
