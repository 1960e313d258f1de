//! Making more meetings of a series.

use entities::{ids::SeriesId, meeting, meeting_series};

use super::fill;
use crate::{
    app::Cx,
    db,
    error::{Error, Result},
    policy::Action,
    record,
    series::reads,
};

/// Makes the next meetings of a series, until 24 lie ahead or the rule ends. Nobody is put on their lists.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when the series was ended; `INVALID` for a meeting that the clocks jump over.
pub async fn extend(
    cx: &Cx,
    id: SeriesId,
    version: i32,
) -> Result<(meeting_series::Model, Vec<meeting::Model>)> {
    db::write(cx, async |tx| {
        let series = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::MeetingManage, series.agency_id)?;
        if series.version != version {
            return Err(record::conflict());
        }
        if series.ended_at.is_some() {
            return Err(Error::state("id", "This series was ended."));
        }
        let meetings = fill(tx, cx, &series, &[], true).await?;
        if meetings.is_empty() {
            return Ok((series, meetings));
        }
        // Whoever extends it at the same time is told so.
        let series = record::touch::<meeting_series::Entity>(tx, cx, &series, Vec::new()).await?;
        Ok((series, meetings))
    })
    .await
}
