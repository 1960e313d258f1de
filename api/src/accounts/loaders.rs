//! Relations of users, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    ids::{AgencyId, UserId},
    user_account,
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter};

use super::{reads::users, types::User};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Fill, Relation, Selection},
};

/// The user with an id: the other end of every `user`, `leadUser` and the like.
pub struct UserOf;

impl Relation for UserOf {
    type Key = UserId;
    type Args = ();
    type Value = User;

    async fn load(cx: &Cx, keys: &[UserId], (): &()) -> Result<HashMap<UserId, User>> {
        let rows = users::by_ids(cx, keys).await?;
        Ok(rows.into_iter().map(|(id, row)| (id, User::new(row))).collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut User>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        User::fill(cx, values, selection)
    }
}

/// The users who work for an agency.
pub struct UsersOf;

impl Relation for UsersOf {
    type Key = AgencyId;
    type Args = PageArgs;
    type Value = Connection<User>;

    async fn load(cx: &Cx, keys: &[AgencyId], args: &PageArgs) -> Result<HashMap<AgencyId, Self::Value>> {
        let column = user_account::Column::AgencyId;
        let select = users::visible(cx).filter(column.is_in(keys.iter().copied()));
        let order = users::keys(Vec::new());
        let key = |row: &user_account::Model| Some(row.agency_id);
        let slices = paging::fetch_each(cx.app.db.read(), select, column, key, &order, args).await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, of_agency(cx, id, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: AgencyId, _: &PageArgs) -> Option<Self::Value> {
        Some(of_agency(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn of_agency(cx: &Cx, agency: AgencyId, slice: Slice<user_account::Model>) -> Connection<User> {
    let all = users::visible(cx).filter(user_account::Column::AgencyId.eq(agency));
    Connection::new(slice.map(User::new), paging::counter(cx, all))
}
