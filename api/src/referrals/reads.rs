//! Selects of referrals, always through the policy: an agency sees those of its own completers.

use std::collections::HashMap;

use entities::{ids::ReferralId, referral, referral_step};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The referrals the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<referral::Entity> {
    let agency = referral::Column::AgencyId;
    referral::Entity::find().filter(policy::visible_owned(&cx.actor, Action::CompleterRead, agency))
}

/// The live referrals the actor may see.
pub fn live(cx: &Cx) -> Select<referral::Entity> {
    visible(cx).filter(referral::Column::TrashedAt.is_null())
}

/// The referrals the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<referral::Entity> {
    let column = referral::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One referral, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: ReferralId) -> Result<referral::Model> {
    let select = visible(cx).filter(referral::Column::Id.eq(id));
    db::found(select.one(conn).await?)
}

/// These referrals, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[ReferralId]) -> Result<HashMap<ReferralId, referral::Model>> {
    let select = visible(cx).filter(referral::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The steps of referrals that the actor sees, in the order they were taken.
///
/// # Errors
/// Database errors.
pub async fn steps(conn: &impl ConnectionTrait, ids: &[ReferralId]) -> Result<Vec<referral_step::Model>> {
    Ok(referral_step::Entity::find()
        .filter(referral_step::Column::ReferralId.is_in(ids.iter().copied()))
        .order_by_asc(referral_step::Column::Id)
        .all(conn)
        .await?)
}

/// The order of referrals: the latest first.
pub fn keys() -> Keys<referral::Entity> {
    let latest = Sort::descending(referral::Column::ReferredOn);
    Keys::new(vec![latest], referral::Column::Id)
}

/// A page of referrals and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<referral::Entity>,
    args: &PageArgs,
) -> Result<(Slice<referral::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(), args).await?;
    Ok((slice, paging::counter(cx, select)))
}
