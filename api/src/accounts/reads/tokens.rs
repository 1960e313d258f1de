//! Selects of API tokens, always through the policy: a person's own, or all for those who manage everybody's.

use entities::{api_token, ids::ApiTokenId};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Select};

use crate::{
    app::Cx,
    db,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
};

/// The API tokens the actor may see, those that no longer work too.
pub fn visible(cx: &Cx) -> Select<api_token::Entity> {
    let column = api_token::Column::UserId;
    api_token::Entity::find().filter(policy::visible_personal(&cx.actor, Action::TokenManage, column))
}

/// The API tokens the actor may see that a filter finds.
pub fn filtered(cx: &Cx, filter: Condition) -> Select<api_token::Entity> {
    visible(cx).filter(filter)
}

/// One API token.
///
/// # Errors
/// `NOT_FOUND` when there is none or the actor may not see it.
pub async fn by_id(cx: &Cx, conn: &impl ConnectionTrait, id: ApiTokenId) -> Result<api_token::Model> {
    db::found(visible(cx).filter(api_token::Column::Id.eq(id)).one(conn).await?)
}

/// A page of API tokens, the newest first unless another order is given, and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(
    cx: &Cx,
    select: Select<api_token::Entity>,
    mut sorts: Vec<Sort<api_token::Column>>,
    args: &PageArgs,
) -> Result<(Slice<api_token::Model>, Counter)> {
    if sorts.is_empty() {
        sorts.push(Sort::descending(api_token::Column::CreatedAt));
    }
    let keys = Keys::new(sorts, api_token::Column::Id);
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys, args).await?;
    Ok((slice, paging::counter(cx, select)))
}
