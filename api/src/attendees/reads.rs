//! Selects of attendees, always through the policy of meetings.

use std::collections::HashMap;

use entities::{
    attendee,
    ids::{AttendeeId, MeetingId},
    meeting,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef,
    Select,
};

use crate::{
    app::Cx,
    db,
    error::Result,
    meetings,
    paging::{Keys, Sort},
    policy::{self, Action},
};

/// The attendees the actor may see, those taken off the list included.
pub fn visible(cx: &Cx) -> Select<attendee::Entity> {
    attendee::Entity::find().filter(policy::visible_shared(&cx.actor, Action::MeetingRead))
}

/// The attendees on a list that the actor may see.
pub fn live(cx: &Cx) -> Select<attendee::Entity> {
    visible(cx).filter(attendee::Column::TrashedAt.is_null())
}

/// One attendee, on the list or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: AttendeeId) -> Result<attendee::Model> {
    db::found(visible(cx).filter(attendee::Column::Id.eq(id)).one(conn).await?)
}

/// These attendees, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[AttendeeId]) -> Result<HashMap<AttendeeId, attendee::Model>> {
    let rows = visible(cx)
        .filter(attendee::Column::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The attendees on the lists of live meetings that the actor may see.
pub fn in_live_meetings(cx: &Cx) -> Select<attendee::Entity> {
    let meetings = meetings::reads::live(cx)
        .select_only()
        .column(meeting::Column::Id)
        .into_query();
    live(cx).filter(attendee::Column::MeetingId.in_subquery(meetings))
}

/// The latest meeting first.
pub fn latest_meeting_first() -> Keys<attendee::Entity> {
    let start = Sort::descending(attendee::Column::SortStartsAt);
    Keys::new(vec![start], attendee::Column::Id)
}

/// From an attendee to its meeting, for joins.
pub fn to_meeting() -> RelationDef {
    attendee::Entity::belongs_to(meeting::Entity)
        .from(attendee::Column::MeetingId)
        .to(meeting::Column::Id)
        .into()
}

/// Everybody who was ever on the list of a meeting, in the order they were added.
///
/// # Errors
/// Database errors.
pub async fn ever_on_list(conn: &impl ConnectionTrait, meeting: MeetingId) -> Result<Vec<attendee::Model>> {
    Ok(attendee::Entity::find()
        .filter(attendee::Column::MeetingId.eq(meeting))
        .order_by_asc(attendee::Column::Id)
        .all(conn)
        .await?)
}

/// Everybody on the list of a meeting, in the order they were added.
///
/// # Errors
/// Database errors.
pub async fn on_list(conn: &impl ConnectionTrait, meeting: MeetingId) -> Result<Vec<attendee::Model>> {
    Ok(attendee::Entity::find()
        .filter(attendee::Column::MeetingId.eq(meeting))
        .filter(attendee::Column::TrashedAt.is_null())
        .order_by_asc(attendee::Column::Id)
        .all(conn)
        .await?)
}

/// Whether anybody is on the list of a meeting.
///
/// # Errors
/// Database errors.
pub async fn has_any(conn: &impl ConnectionTrait, meeting: MeetingId) -> Result<bool> {
    let one: Option<AttendeeId> = attendee::Entity::find()
        .select_only()
        .column(attendee::Column::Id)
        .filter(attendee::Column::MeetingId.eq(meeting))
        .filter(attendee::Column::TrashedAt.is_null())
        .limit(1)
        .into_tuple()
        .one(conn)
        .await?;
    Ok(one.is_some())
}
