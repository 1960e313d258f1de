//! Adopting a goal.

use entities::{
    goal::{self, GoalState},
    ids::PartnershipId,
};
use sea_orm::ActiveValue::Set;

use super::{Draft, check_references, checked, keep_wording};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    partnerships,
    policy::Action,
    record,
    shared::periods::last_day,
};

/// Adopts a goal.
///
/// # Errors
/// `NOT_FOUND` for the partnership or a member; `FORBIDDEN`; `REQUIRED`, `INVALID`, `TOO_LONG` for values; `STATE` when the
/// partnership is in the trash.
pub async fn adopt(cx: &Cx, partnership: PartnershipId, draft: Draft) -> Result<goal::Model> {
    cx.may(Action::CharterUpdate)?;
    let draft = checked(draft, "input")?;
    db::write(cx, async |tx| {
        partnerships::ops::held(tx, cx, partnership, "partnershipId").await?;
        adopt_in(tx, cx, partnership, draft, "input").await
    })
    .await
}

/// [`adopt`] inside a transaction; the draft is checked, and its values stand at `path`.
///
/// # Errors
/// As [`adopt`].
pub async fn adopt_in(
    tx: &Tx,
    cx: &Cx,
    partnership: PartnershipId,
    mut draft: Draft,
    path: &str,
) -> Result<goal::Model> {
    cx.may(Action::CharterUpdate)?;
    let row = &mut draft.row;
    if row.title.is_not_set() {
        let message = "This must not be empty.";
        return Err(Error::user(
            UserErrorCode::Required,
            &format!("{path}.title"),
            message,
        ));
    }
    row.partnership_id = Set(partnership);
    row.state = Set(GoalState::Open);
    if row.adopted_on.is_not_set() {
        row.adopted_on = Set(cx.app.clock.today());
    }
    if row.due_sort.is_not_set() {
        row.due_sort = Set(last_day());
    }
    check_references(tx, cx, partnership, None, row, path).await?;
    let stored = record::insert::<goal::Entity>(tx, cx, draft.row).await?;
    keep_wording(tx, &stored, stored.adopted_on).await?;
    Ok(stored)
}
