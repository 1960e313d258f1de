//! Ending series.

use entities::{
    ids::SeriesId,
    meeting::{self, MeetingStatus},
    meeting_series,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    app::Cx,
    db,
    error::{Error, Result},
    meetings,
    policy::Action,
    record,
    series::reads,
};

/// Ends a series: what is planned and has not begun is cancelled, what was is kept.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it was ended already; `TOO_LONG` for the reason.
pub async fn end(
    cx: &Cx,
    id: SeriesId,
    version: i32,
    reason: Option<String>,
) -> Result<(meeting_series::Model, Vec<meeting::Model>)> {
    let row = meeting::ActiveModel {
        cancelled_reason: Set(reason),
        ..Default::default()
    };
    let draft = meetings::ops::checked(meetings::ops::Draft { row })?;
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may_for(Action::MeetingManage, before.agency_id)?;
        if before.ended_at.is_some() {
            return Err(Error::state("id", "This series was ended already."));
        }
        let row = meeting_series::ActiveModel {
            ended_at: Set(Some(cx.app.clock.now())),
            ..Default::default()
        };
        let ended = record::update::<meeting_series::Entity>(tx, cx, &before, Some(version), row).await?;
        let ahead = meeting::Entity::find()
            .filter(meeting::Column::SeriesId.eq(id))
            .filter(meeting::Column::Status.eq(MeetingStatus::Planned))
            .filter(meeting::Column::TrashedAt.is_null())
            .filter(meeting::Column::StartsAt.gt(cx.app.clock.now()))
            .order_by_asc(meeting::Column::StartsAt)
            .all(tx)
            .await?;
        let mut cancelled = Vec::new();
        for one in ahead {
            cancelled.push(meetings::ops::cancel_in(tx, cx, one.id, None, draft.clone()).await?);
        }
        Ok((ended.row, cancelled))
    })
    .await
}
