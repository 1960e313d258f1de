//! Adding and changing priorities.

use entities::{
    ids::{PartnershipId, PriorityId},
    priority::{self, Column as C, PriorityState},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter, QueryOrder};

use super::{Draft, check_open, checked};
use crate::{
    app::Cx,
    db,
    error::{Error, Result, UserErrorCode},
    partnerships,
    policy::Action,
    priorities::reads,
    record::{self, Updated},
};

/// Adds a priority, at the end unless a position is given.
///
/// # Errors
/// `NOT_FOUND` for the partnership; `FORBIDDEN`; `REQUIRED`, `TOO_LONG` for values; `STATE` when the partnership is in the
/// trash.
pub async fn create(cx: &Cx, partnership: PartnershipId, draft: Draft) -> Result<priority::Model> {
    cx.may(Action::CharterUpdate)?;
    let mut row = checked(draft)?.row;
    db::write(cx, async |tx| {
        partnerships::ops::held(tx, cx, partnership, "partnershipId").await?;
        if row.title.is_not_set() {
            let message = "This must not be empty.";
            return Err(Error::user(UserErrorCode::Required, "input.title", message));
        }
        row.partnership_id = Set(partnership);
        row.state = Set(PriorityState::Open);
        if row.adopted_on.is_not_set() {
            row.adopted_on = Set(cx.app.clock.today());
        }
        if row.position.is_not_set() {
            let last = reads::live(cx)
                .filter(C::PartnershipId.eq(partnership))
                .order_by_desc(C::Position)
                .one(tx)
                .await?;
            row.position = Set(last.map_or(1, |last| last.position.saturating_add(1)));
        }
        record::insert::<priority::Entity>(tx, cx, row).await
    })
    .await
}

/// Changes an open priority.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is closed or in the trash; `REQUIRED`, `TOO_LONG` for values.
pub async fn update(cx: &Cx, id: PriorityId, version: i32, draft: Draft) -> Result<Updated<priority::Model>> {
    let row = checked(draft)?.row;
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        check_open(&before, "id")?;
        record::update::<priority::Entity>(tx, cx, &before, Some(version), row).await
    })
    .await
}
