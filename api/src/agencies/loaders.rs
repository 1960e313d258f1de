//! Relations of agencies, each loaded for many agencies in one statement.

use std::collections::HashMap;

use entities::{agency, ids::AgencyId};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter};

use super::{reads, types::Agency};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Fill, Relation, Selection},
};

/// The agency with an id: the other end of every `agency`, `leadAgency` and the like.
pub struct AgencyOf;

impl Relation for AgencyOf {
    type Key = AgencyId;
    type Args = ();
    type Value = Agency;

    async fn load(cx: &Cx, keys: &[AgencyId], (): &()) -> Result<HashMap<AgencyId, Agency>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows.into_iter().map(|(id, row)| (id, Agency::new(row))).collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Agency>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Agency::fill(cx, values, selection)
    }
}

/// The live agencies whose parent an agency is.
pub struct ChildrenOf;

impl Relation for ChildrenOf {
    type Key = AgencyId;
    type Args = PageArgs;
    type Value = Connection<Agency>;

    async fn load(cx: &Cx, keys: &[AgencyId], args: &PageArgs) -> Result<HashMap<AgencyId, Self::Value>> {
        let column = agency::Column::ParentId;
        let select = reads::live(cx).filter(column.is_in(keys.iter().copied()));
        let order = reads::keys(Vec::new());
        let slices = paging::fetch_each(
            cx.app.db.read(),
            select,
            column,
            |row| row.parent_id,
            &order,
            args,
        )
        .await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, children(cx, id, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: AgencyId, _: &PageArgs) -> Option<Self::Value> {
        Some(children(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn children(cx: &Cx, parent: AgencyId, slice: Slice<agency::Model>) -> Connection<Agency> {
    let all = reads::live(cx).filter(agency::Column::ParentId.eq(parent));
    Connection::new(slice.map(Agency::new), paging::counter(cx, all))
}
