//! Selects of the audit, always through the policy.

use entities::audit_entry;
use sea_orm::{Condition, EntityTrait, QueryFilter, Select};

use crate::{
    app::Cx,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy,
};

/// The entries the actor may see that a filter finds.
pub(super) fn filtered(cx: &Cx, filter: Condition) -> Select<audit_entry::Entity> {
    let columns = [audit_entry::Column::SubjectType, audit_entry::Column::AgencyId];
    audit_entry::Entity::find()
        .filter(policy::visible_audit(&cx.actor, columns))
        .filter(filter)
}

/// A page of entries, newest first, and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub(super) async fn page(
    cx: &Cx,
    select: Select<audit_entry::Entity>,
    args: &PageArgs,
) -> Result<(Slice<audit_entry::Model>, Counter)> {
    let newest = vec![Sort::descending(audit_entry::Column::At)];
    let keys = Keys::new(newest, audit_entry::Column::Id);
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys, args).await?;
    Ok((slice, paging::counter(cx, select)))
}
