//! Recording and changing quick wins.

use entities::{
    ids::{PartnershipId, QuickWinId},
    quick_win,
};
use sea_orm::ActiveValue::Set;

use super::{Draft, check_priority, checked};
use crate::{
    app::Cx,
    db,
    error::{Error, Result, UserErrorCode},
    partnerships,
    policy::Action,
    quick_wins::reads,
    record::{self, Updated},
};

/// Records a quick win.
///
/// # Errors
/// `NOT_FOUND` for the partnership or the priority; `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID` for values; `STATE` when the
/// partnership is in the trash.
pub async fn record(cx: &Cx, partnership: PartnershipId, draft: Draft) -> Result<quick_win::Model> {
    cx.may(Action::CharterReport)?;
    let mut row = checked(cx, draft)?.row;
    db::write(cx, async |tx| {
        partnerships::ops::held(tx, cx, partnership, "partnershipId").await?;
        if row.title.is_not_set() {
            let message = "This must not be empty.";
            return Err(Error::user(UserErrorCode::Required, "input.title", message));
        }
        check_priority(tx, cx, partnership, &row).await?;
        row.partnership_id = Set(partnership);
        if row.achieved_on.is_not_set() {
            row.achieved_on = Set(cx.app.clock.today());
        }
        record::insert::<quick_win::Entity>(tx, cx, row).await
    })
    .await
}

/// Changes a quick win.
///
/// # Errors
/// `NOT_FOUND` for it or the priority; `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash; `REQUIRED`, `TOO_LONG`,
/// `INVALID` for values.
pub async fn update(
    cx: &Cx,
    id: QuickWinId,
    version: i32,
    draft: Draft,
) -> Result<Updated<quick_win::Model>> {
    let row = checked(cx, draft)?.row;
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::CharterReport)?;
        if before.trashed_at.is_some() {
            let message = "This quick win is in the trash; restore it first.";
            return Err(Error::state("id", message));
        }
        check_priority(tx, cx, before.partnership_id, &row).await?;
        record::update::<quick_win::Entity>(tx, cx, &before, Some(version), row).await
    })
    .await
}
