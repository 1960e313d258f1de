//! Selects of series, always through the policy of meetings.

use std::collections::HashMap;

use entities::{ids::SeriesId, meeting_series};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    policy::{self, Action},
};

/// The series the actor may see.
pub fn visible(cx: &Cx) -> Select<meeting_series::Entity> {
    meeting_series::Entity::find().filter(policy::visible_shared(&cx.actor, Action::MeetingRead))
}

/// One series.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: SeriesId) -> Result<meeting_series::Model> {
    let select = visible(cx).filter(meeting_series::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}

/// These series, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[SeriesId]) -> Result<HashMap<SeriesId, meeting_series::Model>> {
    let rows = visible(cx)
        .filter(meeting_series::Column::Id.is_in(ids.iter().copied()))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
