//! Pages below records: the same page of a list under each of many parents, in one statement.

use std::{collections::HashMap, hash::Hash};

use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Select, Value};

use super::{Fill, Relation, Selection};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, Keys, PageArgs, Slice},
};

/// The list below a parent, said in a few facts. Whoever says them is a [`Relation`] whose value is a page of the list.
pub trait PageOf: Sized + Send + Sync + 'static {
    /// What names the parent.
    type Parent: Copy + Eq + Hash + Into<Value> + Send + Sync + 'static;
    /// The arguments of the field.
    type Args: Clone + Eq + Hash + Send + Sync + 'static;
    /// The table of the list.
    type Entity: EntityTrait<Model: Send + Sync>;
    /// A row as GraphQL shows it.
    type Node: Fill;

    /// The column that names the parent.
    const PARENT: <Self::Entity as EntityTrait>::Column;

    /// The parent of a row.
    fn parent(row: &<Self::Entity as EntityTrait>::Model) -> Option<Self::Parent>;
    /// The rows of all parents: what the actor may see of what the arguments ask for.
    fn select(cx: &Cx, args: &Self::Args) -> Select<Self::Entity>;
    /// The order of the list.
    fn keys() -> Keys<Self::Entity>;
    /// Which page is asked for.
    fn page(args: &Self::Args) -> &PageArgs;
    /// A row as GraphQL shows it.
    fn node(row: <Self::Entity as EntityTrait>::Model) -> Self::Node;
}

impl<P: PageOf> Relation for P {
    type Key = P::Parent;
    type Args = P::Args;
    type Value = Connection<P::Node>;

    async fn load(cx: &Cx, keys: &[P::Parent], args: &P::Args) -> Result<HashMap<P::Parent, Self::Value>> {
        let select = P::select(cx, args).filter(P::PARENT.is_in(keys.iter().copied()));
        let (order, page) = (P::keys(), P::page(args));
        let slices = paging::fetch_each(cx.app.db.read(), select, P::PARENT, P::parent, &order, page);
        let slices = slices.await?;
        Ok(slices
            .into_iter()
            .map(|(parent, slice)| (parent, connection::<P>(cx, parent, args, slice)))
            .collect())
    }

    fn missing(cx: &Cx, parent: P::Parent, args: &P::Args) -> Option<Self::Value> {
        Some(connection::<P>(cx, parent, args, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

/// A page and what counts its whole list.
fn connection<P: PageOf>(
    cx: &Cx,
    parent: P::Parent,
    args: &P::Args,
    slice: Slice<<P::Entity as EntityTrait>::Model>,
) -> Connection<P::Node> {
    let all = P::select(cx, args).filter(P::PARENT.eq(parent));
    Connection::new(slice.map(P::node), paging::counter(cx, all))
}
