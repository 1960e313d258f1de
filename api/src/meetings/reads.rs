//! Selects of meetings, always through the policy.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    attendee,
    ids::{ContactId, EmployerId, MeetingId},
    meeting,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
};

use crate::{
    app::Cx,
    clock::zones,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The meetings the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<meeting::Entity> {
    meeting::Entity::find().filter(policy::visible_shared(&cx.actor, Action::MeetingRead))
}

/// The live meetings the actor may see.
pub fn live(cx: &Cx) -> Select<meeting::Entity> {
    visible(cx).filter(meeting::Column::TrashedAt.is_null())
}

/// The meetings the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<meeting::Entity> {
    let column = meeting::Column::TrashedAt;
    let half = if trashed {
        column.is_not_null()
    } else {
        column.is_null()
    };
    visible(cx).filter(half).filter(filter)
}

/// One meeting, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: MeetingId) -> Result<meeting::Model> {
    db::found(visible(cx).filter(meeting::Column::Id.eq(id)).one(conn).await?)
}

/// These meetings, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[MeetingId]) -> Result<HashMap<MeetingId, meeting::Model>> {
    let rows = visible(cx)
        .filter(meeting::Column::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The day of a meeting, on the clocks of its place.
pub fn day(meeting: &meeting::Model) -> NaiveDate {
    let local = zones::parse_local(&meeting.local_start);
    local.map_or_else(|| meeting.starts_at.date_naive(), |local| local.date())
}

/// An order of meetings, the latest start first unless another is given; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<meeting::Column>>) -> Keys<meeting::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::descending(meeting::Column::StartsAt));
    }
    Keys::new(sorts, meeting::Column::Id)
}

/// A page of meetings and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<meeting::Entity>,
    sorts: Vec<Sort<meeting::Column>>,
    args: &PageArgs,
) -> Result<(Slice<meeting::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}

/// Meetings with the employer on their list.
pub fn with_employer(employer: EmployerId) -> Condition {
    with_attendee(attendee::Column::EmployerId.eq(employer))
}

/// Meetings with the contact on their list.
pub fn with_contact(contact: ContactId) -> Condition {
    with_attendee(attendee::Column::ContactId.eq(contact))
}

fn with_attendee(who: sea_orm::sea_query::SimpleExpr) -> Condition {
    let joined = attendee::Entity::find()
        .select_only()
        .column(attendee::Column::MeetingId)
        .filter(attendee::Column::TrashedAt.is_null())
        .filter(who)
        .into_query();
    Condition::all().add(meeting::Column::Id.in_subquery(joined))
}
