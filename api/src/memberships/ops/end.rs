//! Ending a membership.

use chrono::NaiveDate;
use entities::{ids::MembershipId, membership};
use sea_orm::ActiveValue::Set;

use super::{Draft, period, update_in};
use crate::{
    app::Cx,
    db,
    error::{Error, Result},
    memberships::reads,
    policy::Action,
    shared::periods::Period,
};

/// Ends a membership and its representatives: the day is the last one that counts.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it has ended or is in the trash; `INVALID` for a day before it joined.
pub async fn end(
    cx: &Cx,
    id: MembershipId,
    version: i32,
    left_on: Option<NaiveDate>,
) -> Result<membership::Model> {
    let day = left_on.unwrap_or_else(|| cx.app.clock.today());
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::PartnershipUpdate)?;
        if before.left_on.is_some() {
            return Err(Error::state("id", "This membership has ended already."));
        }
        let ended = Period {
            to: Some(day),
            ..period(&before)
        };
        if ended.is_reversed() {
            return Err(Error::invalid("leftOn", "It cannot leave before it joined."));
        }
        let row = membership::ActiveModel {
            left_on: Set(Some(day)),
            ..Default::default()
        };
        Ok(update_in(tx, cx, id, Some(version), Draft { row }).await?.row)
    })
    .await
}
