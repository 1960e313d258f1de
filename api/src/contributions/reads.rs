//! Selects of contributions, always through the policy.

mod evidence;
mod totals;

use std::collections::HashMap;

use entities::{contribution, ids::ContributionId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

pub use evidence::last_evidence;
pub use totals::{Group, GroupBy, Sums, totals};

/// The contributions the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<contribution::Entity> {
    let agency = contribution::Column::AgencyId;
    contribution::Entity::find().filter(policy::visible_owned(&cx.actor, Action::ContributionRead, agency))
}

/// The live contributions the actor may see.
pub fn live(cx: &Cx) -> Select<contribution::Entity> {
    visible(cx).filter(contribution::Column::TrashedAt.is_null())
}

/// The contributions the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<contribution::Entity> {
    let column = contribution::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// One contribution, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: ContributionId) -> Result<contribution::Model> {
    db::found(
        visible(cx)
            .filter(contribution::Column::Id.eq(id))
            .one(conn)
            .await?,
    )
}

/// These contributions, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[ContributionId]) -> Result<HashMap<ContributionId, contribution::Model>> {
    let select = visible(cx).filter(contribution::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// An order of contributions, the latest first unless another is given; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<contribution::Column>>) -> Keys<contribution::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::descending(contribution::Column::SortOn));
    }
    Keys::new(sorts, contribution::Column::Id)
}

/// A page of contributions and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<contribution::Entity>,
    sorts: Vec<Sort<contribution::Column>>,
    args: &PageArgs,
) -> Result<(Slice<contribution::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}
