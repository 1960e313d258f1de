//! Selects of users, always through the policy.

use std::collections::HashMap;

use entities::{ids::UserId, user_account};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The users the actor may see: those whose access has ended too.
pub fn visible(cx: &Cx) -> Select<user_account::Entity> {
    user_account::Entity::find().filter(policy::visible_shared(&cx.actor, Action::UserRead))
}

/// The users the actor may see that a filter finds.
pub fn filtered(cx: &Cx, filter: Condition) -> Select<user_account::Entity> {
    visible(cx).filter(filter)
}

/// One user.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: UserId) -> Result<user_account::Model> {
    db::found(
        visible(cx)
            .filter(user_account::Column::Id.eq(id))
            .one(conn)
            .await?,
    )
}

/// The caller, whatever the caller's token allows: one may know oneself.
///
/// # Errors
/// `NOT_FOUND` when the account is gone.
pub async fn caller(cx: &Cx, id: UserId) -> Result<user_account::Model> {
    db::found(user_account::Entity::find_by_id(id).one(cx.app.db.read()).await?)
}

/// These users, by id.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[UserId]) -> Result<HashMap<UserId, user_account::Model>> {
    let ids = ids.iter().copied();
    let rows = visible(cx)
        .filter(user_account::Column::Id.is_in(ids))
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// An order of users; ties are broken by id.
pub fn keys(mut sorts: Vec<Sort<user_account::Column>>) -> Keys<user_account::Entity> {
    if sorts.is_empty() {
        sorts.push(Sort::ascending(user_account::Column::NameSearch));
    }
    Keys::new(sorts, user_account::Column::Id)
}

/// A page of users and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<user_account::Entity>,
    sorts: Vec<Sort<user_account::Column>>,
    args: &PageArgs,
) -> Result<(Slice<user_account::Model>, Counter)> {
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(sorts), args).await?;
    Ok((slice, paging::counter(cx, select)))
}

/// The actor's own row, which a person sees whatever a token allows.
///
/// # Errors
/// `NOT_FOUND` when there is none.
pub async fn own(cx: &Cx, id: UserId) -> Result<user_account::Model> {
    let row = user_account::Entity::find_by_id(id).one(cx.app.db.read()).await?;
    db::found(row)
}

/// The user with access who signs in by this folded e-mail address. The policy has no say: nobody has come in yet.
///
/// # Errors
/// Database errors.
pub async fn to_sign_in(
    conn: &impl ConnectionTrait,
    folded_email: &str,
) -> Result<Option<user_account::Model>> {
    let row = user_account::Entity::find()
        .filter(user_account::Column::EmailSearch.eq(folded_email))
        .filter(user_account::Column::DisabledAt.is_null());
    Ok(row.one(conn).await?)
}
