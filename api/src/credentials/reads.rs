//! Selects of credentials, always through the policy.

use std::collections::HashMap;

use entities::{
    credential, credential_stack,
    ids::{CredentialId, ProgramId},
    program_credential,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::SelectStatement,
};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The credentials the actor may see, the trash included.
pub fn visible(cx: &Cx) -> Select<credential::Entity> {
    credential::Entity::find().filter(policy::visible_shared(&cx.actor, Action::CredentialRead))
}

/// The live credentials the actor may see.
pub fn live(cx: &Cx) -> Select<credential::Entity> {
    visible(cx).filter(credential::Column::TrashedAt.is_null())
}

/// One credential, in the trash or not.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: CredentialId) -> Result<credential::Model> {
    db::found(
        visible(cx)
            .filter(credential::Column::Id.eq(id))
            .one(conn)
            .await?,
    )
}

/// These credentials, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[CredentialId]) -> Result<HashMap<CredentialId, credential::Model>> {
    let select = visible(cx).filter(credential::Column::Id.is_in(ids.iter().copied()));
    let rows = select.all(cx.app.db.read()).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// The credentials the actor may see that a filter finds, live or in the trash.
pub fn filtered(cx: &Cx, filter: Condition, trashed: bool) -> Select<credential::Entity> {
    let column = credential::Column::TrashedAt;
    visible(cx)
        .filter(if trashed {
            column.is_not_null()
        } else {
            column.is_null()
        })
        .filter(filter)
}

/// Pairs of credentials of which the first leads to the second, where the first, or with `back` the second, is one of these.
///
/// # Errors
/// Database errors.
pub async fn stack(
    conn: &impl ConnectionTrait,
    ids: &[CredentialId],
    back: bool,
) -> Result<Vec<credential_stack::Model>> {
    use credential_stack::Column::{CredentialId, LeadsToId};
    let column = if back { LeadsToId } else { CredentialId };
    Ok(credential_stack::Entity::find()
        .filter(column.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// Which credentials programs award or prepare for.
///
/// # Errors
/// Database errors.
pub async fn of_programs(
    conn: &impl ConnectionTrait,
    ids: &[ProgramId],
) -> Result<Vec<program_credential::Model>> {
    Ok(program_credential::Entity::find()
        .filter(program_credential::Column::ProgramId.is_in(ids.iter().copied()))
        .all(conn)
        .await?)
}

/// The ids of the programs that award or prepare for one of these credentials.
pub fn programs_with(ids: impl IntoIterator<Item = CredentialId>) -> SelectStatement {
    program_credential::Entity::find()
        .select_only()
        .column(program_credential::Column::ProgramId)
        .filter(program_credential::Column::CredentialId.is_in(ids))
        .into_query()
}

/// An order of credentials, by name unless another is given; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<credential::Column>>) -> Keys<credential::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::ascending(credential::Column::NameSearch));
    }
    Keys::new(sorts, credential::Column::Id)
}

/// A page of credentials and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<credential::Entity>,
    sorts: Vec<Sort<credential::Column>>,
    args: &PageArgs,
) -> Result<(Slice<credential::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}
