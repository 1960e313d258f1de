//! Relations of establishments, each loaded for many records in one statement.

use std::collections::HashMap;

use entities::{
    establishment,
    ids::{EmployerId, EstablishmentId},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter};

use super::{reads, types::Establishment};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Fill, Relation, Selection},
};

/// The establishment with an id: the other end of every `establishment`.
pub struct EstablishmentOf;

impl Relation for EstablishmentOf {
    type Key = EstablishmentId;
    type Args = ();
    type Value = Establishment;

    async fn load(
        cx: &Cx,
        keys: &[EstablishmentId],
        (): &(),
    ) -> Result<HashMap<EstablishmentId, Establishment>> {
        let rows = reads::by_ids(cx, keys).await?;
        let named = rows.into_iter().map(|(id, row)| (id, Establishment::new(row)));
        Ok(named.collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Establishment>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Establishment::fill(cx, values, selection)
    }
}

/// The live establishments of an employer.
pub struct EstablishmentsOf;

impl Relation for EstablishmentsOf {
    type Key = EmployerId;
    type Args = PageArgs;
    type Value = Connection<Establishment>;

    async fn load(cx: &Cx, keys: &[EmployerId], args: &PageArgs) -> Result<HashMap<EmployerId, Self::Value>> {
        let column = establishment::Column::EmployerId;
        let select = reads::live(cx).filter(column.is_in(keys.iter().copied()));
        let order = reads::keys(Vec::new());
        let key = |row: &establishment::Model| Some(row.employer_id);
        let slices = paging::fetch_each(cx.app.db.read(), select, column, key, &order, args).await?;
        let sites = slices.into_iter().map(|(id, slice)| (id, sites(cx, id, slice)));
        Ok(sites.collect())
    }

    fn missing(cx: &Cx, key: EmployerId, _: &PageArgs) -> Option<Self::Value> {
        Some(sites(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn sites(cx: &Cx, employer: EmployerId, slice: Slice<establishment::Model>) -> Connection<Establishment> {
    let all = reads::live(cx).filter(establishment::Column::EmployerId.eq(employer));
    Connection::new(slice.map(Establishment::new), paging::counter(cx, all))
}
