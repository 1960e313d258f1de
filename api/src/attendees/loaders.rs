//! Relations of attendees, each loaded for many records in one statement.

mod history;
mod summary;

use std::collections::HashMap;

use entities::{
    attendee,
    ids::{AttendeeId, MeetingId},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use super::{reads, types::Attendee};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

pub use history::{ContactMeetingsOf, EmployerMeetingsOf};
pub use summary::AttendanceOf;

/// The attendee with an id.
pub struct AttendeeOf;

impl Relation for AttendeeOf {
    type Key = AttendeeId;
    type Args = ();
    type Value = Attendee;

    async fn load(cx: &Cx, keys: &[AttendeeId], (): &()) -> Result<HashMap<AttendeeId, Attendee>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Attendee::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Attendee>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Attendee::fill(cx, values, selection)
    }
}

/// The list of a meeting, in the order people were put on it.
pub struct AttendeesOf;

impl Relation for AttendeesOf {
    type Key = MeetingId;
    type Args = ();
    type Value = Vec<Attendee>;

    async fn load(cx: &Cx, keys: &[MeetingId], (): &()) -> Result<HashMap<MeetingId, Vec<Attendee>>> {
        let rows = reads::live(cx)
            .filter(attendee::Column::MeetingId.is_in(keys.iter().copied()))
            .order_by_asc(attendee::Column::Id)
            .all(cx.app.db.read())
            .await?;
        let mut lists: HashMap<MeetingId, Vec<Attendee>> = HashMap::new();
        for row in rows {
            lists.entry(row.meeting_id).or_default().push(Attendee::new(row));
        }
        Ok(lists)
    }

    fn missing(_: &Cx, _: MeetingId, (): &()) -> Option<Vec<Attendee>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<Attendee>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Attendee::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}
