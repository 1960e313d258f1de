//! Changing what a meeting is about.

use entities::{
    ids::MeetingId,
    meeting::{self, MeetingStatus},
};

use super::{Draft, checked, manageable, references};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result},
    record::{self, Updated},
};

/// Changes title, kind, agenda, owner or program: what leaves the calendar entry's time and place alone.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` for a meeting that was cancelled or is in the trash; those of values.
pub async fn update(cx: &Cx, id: MeetingId, version: i32, draft: Draft) -> Result<Updated<meeting::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction; the draft is checked.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: MeetingId,
    version: Option<i32>,
    draft: Draft,
) -> Result<Updated<meeting::Model>> {
    let before = manageable(tx, cx, id).await?;
    if before.status == MeetingStatus::Cancelled {
        return Err(Error::state("id", "This meeting was cancelled."));
    }
    references(tx, cx, Some(&before), &draft.row).await?;
    record::update::<meeting::Entity>(tx, cx, &before, version, draft.row).await
}
