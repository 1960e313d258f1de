//! Adding and changing responsibilities, and their trash.

use entities::{
    ids::{PartnershipId, ResponsibilityId},
    responsibility::{self, Column as C},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter, QueryOrder};

use super::{Draft, checked, in_trash};
use crate::{
    app::Cx,
    db,
    error::{Error, Result, UserErrorCode},
    partnerships,
    policy::Action,
    record::{self, Updated},
    responsibilities::reads,
};

/// Adds a responsibility, at the end unless a position is given.
///
/// # Errors
/// `NOT_FOUND` for the partnership; `FORBIDDEN`; `REQUIRED`, `TOO_LONG` for values; `STATE` when the partnership is in the
/// trash.
pub async fn create(cx: &Cx, partnership: PartnershipId, draft: Draft) -> Result<responsibility::Model> {
    cx.may(Action::CharterUpdate)?;
    let mut row = checked(draft)?.row;
    db::write(cx, async |tx| {
        partnerships::ops::held(tx, cx, partnership, "partnershipId").await?;
        if row.title.is_not_set() {
            let message = "This must not be empty.";
            return Err(Error::user(UserErrorCode::Required, "input.title", message));
        }
        row.partnership_id = Set(partnership);
        if row.position.is_not_set() {
            let last = reads::live(cx)
                .filter(C::PartnershipId.eq(partnership))
                .order_by_desc(C::Position)
                .one(tx)
                .await?;
            row.position = Set(last.map_or(1, |last| last.position.saturating_add(1)));
        }
        record::insert::<responsibility::Entity>(tx, cx, row).await
    })
    .await
}

/// Changes a responsibility.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is in the trash; `REQUIRED`, `TOO_LONG` for values.
pub async fn update(
    cx: &Cx,
    id: ResponsibilityId,
    version: i32,
    draft: Draft,
) -> Result<Updated<responsibility::Model>> {
    let row = checked(draft)?.row;
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        if before.trashed_at.is_some() {
            return Err(in_trash("id"));
        }
        record::update::<responsibility::Entity>(tx, cx, &before, Some(version), row).await
    })
    .await
}

/// Puts a responsibility into the trash: it was a mistake. One that nobody has to see to any more is retired.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already.
pub async fn trash(cx: &Cx, id: ResponsibilityId, version: i32) -> Result<responsibility::Model> {
    set_trashed(cx, id, version, true).await
}

/// Takes a responsibility out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: ResponsibilityId, version: i32) -> Result<responsibility::Model> {
    set_trashed(cx, id, version, false).await
}

async fn set_trashed(
    cx: &Cx,
    id: ResponsibilityId,
    version: i32,
    trashed: bool,
) -> Result<responsibility::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::CharterUpdate)?;
        if before.trashed_at.is_some() == trashed {
            let state = if trashed {
                "in the trash already"
            } else {
                "not in the trash"
            };
            return Err(Error::state("id", format!("This responsibility is {state}.")));
        }
        let row = responsibility::ActiveModel {
            trashed_at: Set(trashed.then(|| cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<responsibility::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}
